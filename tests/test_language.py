"""A new deck names the language of its texts."""

from __future__ import annotations

import pytest

from nnexport.deck.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The cell is the smallest unit of life, and it is made of molecules.", "en"),
        ("Die Zelle ist die kleinste Einheit des Lebens und besteht aus Molekülen.", "de"),
        (
            "La cellule est la plus petite unité de la vie et des tissus.",
            "fr",
        ),
        ("La célula es la unidad más pequeña de los seres vivos y se compone de moléculas.", "es"),
        ("La cellula è la più piccola unità dei viventi e gli organi sono fatti di cellule.", "it"),
        ("Клетка есть наименьшая единица жизни.", "ru"),
        ("细胞是生命的最小单位。", "zh"),
        ("細胞は生命の最小単位です。", "ja"),
        ("ATP", ""),
    ],
)
def test_language_is_guessed(text: str, language: str) -> None:
    assert guess_language(text) == language
