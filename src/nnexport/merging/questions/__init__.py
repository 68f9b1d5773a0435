"""Which questions ask the same: what a question is about, and what it asks about it."""
