"""Chinese, Japanese and Korean: a font from an optional package, and where their lines may end.

The font is larger than all others together, so it is the extra ``nnexport[cjk]``. One file holds
the shapes of five countries; the deck's language decides between them. It has one weight: bold is
drawn with a line around the letters (:meth:`.faces.Face.stroked`).
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

PACKAGE, FILE = "noto_cjk_sans_otc", "NotoSansCJK-Regular.ttc"
NAME = "NotoSansCJK"

_SCRIPT = "\u1100-\u11ff\u2e80-\u2fdf\u3000-\u30ff\u3130-\u318f\u31a0-\u4dbf\u4e00-\u9fff"
_SCRIPT += "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_LETTER = re.compile(f"[{_SCRIPT}]")

# Without Hangul, which has spaces between its words.
_BREAKING = "\u2e80-\u2fdf\u3040-\u30ff\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff10-\uff5a"
_BREAKING += "\uff66-\uff9f\U00020000-\U0003ffff"
_NOT_FIRST = "、。，．：；！？）］｝」』〉》】〕〗ー・ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々…‥"
_NOT_FIRST += "\\)\\]}.,:;!?%’”\u3099\u309a\ufe00-\ufe0f\u200d"
_NOT_LAST = "（［｛「『〈《【〔〖\\(\\[{‘“"

BREAKS = (
    f"(?<=[{_BREAKING}{_NOT_FIRST}])(?<![{_NOT_LAST}])(?=[{_BREAKING}{_NOT_LAST}])"
    f"(?![{_NOT_FIRST}])(?<![\\x00-\\x7f])"
    f"|(?<=[{_BREAKING}])(?=[^\\W_])(?![{_NOT_FIRST}])"
    f"|(?<=[^\\W_])(?=[{_BREAKING}])(?![{_NOT_FIRST}])"
)
"""Where a line may end between two signs: not before closing ones and small letters, not after
opening ones. Source: JIS X 4051 and GB/T 15834, what they have in common."""

_NUMBERS: Mapping[str, int] = MappingProxyType({"ja": 0, "ko": 1, "zh": 2})
_REGIONS: Mapping[str, int] = MappingProxyType({"tw": 3, "hant": 3, "hk": 4, "mo": 4})
CHINESE = 2
"""Number in the file of the shapes for texts in other languages."""


def has_letters(text: str) -> bool:
    """Tell whether a text has signs of these scripts."""
    return bool(_LETTER.search(text))


def font_path() -> Path | None:
    """Return the file of the optional package, or ``None`` where that is not installed."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / FILE


def number_of(language: str) -> int:
    """Return which font of the file has the shapes of a language tag, such as ``zh-Hant``."""
    first, *rest = language.lower().replace("_", "-").split("-")
    if first == "zh":
        return next((_REGIONS[part] for part in rest if part in _REGIONS), CHINESE)
    return _NUMBERS.get(first, CHINESE)
