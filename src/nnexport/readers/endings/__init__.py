"""How an answer ends: whole, or broken off."""
