"""Deck → bytes, one module a format; the only places that know their format's quirks and library."""
