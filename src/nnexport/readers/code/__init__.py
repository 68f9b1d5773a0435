"""Unfenced code in plain texts: where it stands, and in which language."""
