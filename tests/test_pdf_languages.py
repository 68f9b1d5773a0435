"""Which language a stretch of text is in, by its letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.exporters.pdf.languages import stretches


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("plain", "en", [("plain", "")]),
        ("日本の", "en", [("日本の", "ja")]),
        ("中文 here", "en", [("中文 ", "zh"), ("here", "")]),
        ("漢字 かな", "ja", [("漢字 かな", "")]),
        ("한국어", "en", [("한국어", "ko")]),
        ("\u05e9\u05dc\u05d5\u05dd x", "en", [("\u05e9\u05dc\u05d5\u05dd ", "he"), ("x", "")]),
        ("\u0633\u0644\u0627\u0645 \u067e", "en", [("\u0633\u0644\u0627\u0645 \u067e", "fa")]),
        ("\u0633\u0644\u0627\u0645", "fa", [("\u0633\u0644\u0627\u0645", "")]),
        ("हिन्दी", "en", [("हिन्दी", "hi")]),
        ("ไทย", "th", [("ไทย", "")]),
        ("слово 12 — word 3", "en", [("слово 12 — ", "ru"), ("word 3", "")]),
        (" \u00e9 ", "en", [(" \u00e9 ", "")]),
    ],
)
def test_the_script_tells_the_language(
    text: str, language: str, expected: list[tuple[str, str]]
) -> None:
    assert list(stretches(text, language)) == expected


@given(st.text(), st.sampled_from(["en", "ru", "ja", ""]))
def test_the_parts_are_the_text(text: str, language: str) -> None:
    assert "".join(part for part, _ in stretches(text, language)) == text
