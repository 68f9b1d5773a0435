"""A TrueType font as reportlab embeds it, with the map for copying and searching put right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

BLOCK = 100
"""Most lines that one block of a character map may have. Source: Adobe Technical Note 5014, §7."""


class EmbeddedFont(TTFont):
    """A font that is embedded as subsets of what a document uses, named as it is in the file.

    Never looked up by name, so it need not be registered: what is drawn carries its font with it.
    """

    def __init__(self, name: str, path: str) -> None:
        # Without the printable ASCII that every subset would hold otherwise.
        super().__init__(name, path, asciiReadable=False)

    # The name is reportlab's, and its documents have no type.
    def addObjects(self, doc: Any) -> None:
        """Put fonts and character maps into the document; reportlab calls it on saving."""
        # reportlab writes five hex digits beyond U+FFFF, which readers take for another letter.
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        internal = doc.fontMapping[self.fontName].removeprefix("/")
        fonts = doc.idToObject["BasicFonts"].dict
        for number, subset in enumerate(subsets):
            base_font = fonts[f"{internal}+{number}"].BaseFont
            doc.idToObject[f"toUnicodeCMap:{base_font}"].content = to_unicode_map(subset)


def to_unicode_map(subset: Sequence[int]) -> str:
    """Return the character map of a subset: code → UTF-16.

    Source: ISO 32000-1, 9.10.3.
    """
    rows = [
        f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(subset)
        if character
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
