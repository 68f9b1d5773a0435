"""The paragraph engine: from characters to glyphs, lines and what a PDF has of them.

    characters → faces → shaping → words → breaking → lines → embedding

``fonts.py`` and ``lines.py`` beside this folder are its doors; layouts use nothing else of it.
"""
