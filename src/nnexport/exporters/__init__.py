"""Deck → bytes, one module a format; only these know their format's quirks and its library."""
