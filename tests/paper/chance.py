"""Decks made by chance: blocks in blocks, long words, scripts among each other, strange numbers.

Equal seeds give equal decks. Every sentence has a number of its own, so no two are equal.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from types import MappingProxyType

from nnexport.deck.document import Deck, Note, NoteId, Section, SectionId
from nnexport.deck.text import clean_text

SYLLABLES = MappingProxyType(
    {
        "latin": "ba be bi do du fa ge ka lo ma mi no pa ra re sa ti to un ve wo za".split(),
        "cyrillic": "ба ве ги до жу за ки ло ма не по ра си ту фа хо ца ши щу ю".split(),
        "greek": "βα γε δι ζο θα κι λο μα νε πο ρα σι τυ φω χα ψι".split(),
        "hebrew": "בא גו דה לי מו נש קת רא שב תל".split(),
        "arabic": "با تو سي را لم نق كت عل هد في".split(),
        "devanagari": "का मि तु ने पो रै सौ क्ष त्र हिं".split(),
        "thai": "กา มี นู้ โต ไป ร้า สี่ เก็ น้ำ".split(),
        "chinese": "学 习 网 络 层 数 据 问 题 答 案".split(),
        "korean": "한 국 어 학 습 질 문 답".split(),
    }
)
LANGUAGES = MappingProxyType(
    {
        "latin": "en",
        "cyrillic": "ru",
        "greek": "el",
        "devanagari": "hi",
        "thai": "th",
        "chinese": "zh",
        "korean": "ko",
    }
)
"""Script → language of a deck in it. Not from right to left: of those, little can be checked."""

SIGNS = (
    "😀",
    "👩\u200d💻",
    "🇩🇪",
    "→",
    "½",
    "“x”",
    "…",
    "e\u0323\u0302",
    "a/b",
    "50%",
    "Z\u0351\u036b\u0313",
)
FORMULAS = (
    r"x^2",
    r"\frac{\frac{a}{b}}{c}",
    r"\sum_{i=1}^{n} w_i x_i",
    r"\sqrt{1+\sqrt{2}}",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
    r"a < b > c",
    r"\lim_{n\to\infty} a_n",
    r"\nosuch{x}",
)
DEEPEST = 5
"""Blocks in blocks; what is deeper has no column to stand in."""


class Chance:
    """Makes texts of one deck."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._sentences = 0
        self._foreign = self._random.choice((0.0, 0.02, 0.15))
        self._script = self._random.choice(("latin", "latin", *LANGUAGES))

    def deck(self, count: int) -> Deck:
        """Return a deck of so many notes, in sections or not."""
        pick, chance = self._random.choice, self._random.random
        in_sections, number_of = chance() < 0.5, pick(_NUMBERS)
        sections: list[Section] = []
        notes: list[Note] = []
        for at in range(count):
            if in_sections and (not sections or chance() < 0.2):
                title = " ".join(self._word("latin") for _ in range(pick((1, 3, 8, 30))))
                sections.append(Section(SectionId(f"s{len(sections)}"), title))
            note = Note(
                NoteId(f"note-{at}"),
                clean_text(self.question()),
                clean_text(self.blocks() if chance() > 0.05 else ""),
                number=number_of(at),
                section=sections[-1].id if sections else None,
            )
            notes.append(note)
        title = " ".join(self._word("latin") for _ in range(pick((1, 3, 40))))
        language = LANGUAGES[self._script]
        return Deck(
            "chance", title, language=language, sections=tuple(sections), notes=tuple(notes)
        )

    def question(self) -> str:
        pick = self._random.choice
        text = self.inline(pick((2, 5, 8, 12, 20, 40, 150))).rstrip(".:;!") + "?"
        if self._random.random() < 0.1:
            text += "\n\n" + self.blocks(DEEPEST - 1)
        elif self._random.random() < 0.1:
            text += "\n\n" + "\n".join(f"- {each}) {self.inline(pick((1, 9)))}" for each in "ABC")
        return text

    def blocks(self, depth: int = 0) -> str:
        count = self._random.choice((1, 1, 2, 3, 6))
        return "\n\n".join(self._block(depth) for _ in range(count))

    def inline(self, count: int = 0) -> str:
        """Return a sentence of so many words, marked up here and there."""
        self._sentences += 1
        pick = self._random.choice
        words = [
            self._marked(self._any_word()) for _ in range(count or self._random.randint(2, 22))
        ]
        words.insert(self._random.randrange(len(words) + 1), f"n{self._sentences}")
        return " ".join(words) + pick("....?!:;")

    # --- words -----------------------------------------------------------------------------------

    def _word(self, script: str) -> str:
        syllables = SYLLABLES[script]
        count = self._random.choice((1, 1, 2, 2, 2, 3, 3, 4, 7))
        return "".join(self._random.choice(syllables) for _ in range(count))

    def _any_word(self) -> str:
        pick, chance = self._random.choice, self._random.random()
        if chance < 0.004:
            return pick("xQ") * pick((25, 60, 160))
        if chance < 0.008:
            return f"<https://example.org/{'/'.join(self._word('latin') for _ in range(9))}>"
        if chance < 0.02:
            return pick(SIGNS)
        if chance < 0.03:
            return "-".join(self._word("latin") for _ in range(5))
        return self._word(
            "latin" if self._random.random() > self._foreign else pick(list(SYLLABLES))
        )

    def _marked(self, word: str) -> str:
        chance = self._random.random()
        formula = f"${self._random.choice(FORMULAS)}$"
        for share, marked in (
            (0.03, f"**{word}**"),
            (0.05, f"*{word}*"),
            (0.07, f"`{self._word('latin')}_x[0]`"),
            (0.09, formula),
            (0.1, f"{word}{formula},"),
            (0.105, f"[{word}](https://example.org/a)"),
            (0.11, "H<sub>2</sub>O<sup>x</sup>"),
            (0.112, f"![{self._word('latin')}](none.png)"),
        ):
            if chance < share and not word.startswith("<"):
                return marked
        return word

    # --- blocks ----------------------------------------------------------------------------------

    def _block(self, depth: int) -> str:
        makers: tuple[Callable[[int], str], ...] = (self._paragraph,)
        if depth < DEEPEST:
            others = (self._list, self._list, self._quote, self._code, self._table, self._heading)
            makers = (*[self._paragraph] * 6, *others, self._display)
        return self._random.choice(makers)(depth)

    def _paragraph(self, depth: int) -> str:
        return " ".join(self.inline() for _ in range(self._random.choice((1, 1, 2, 4, 9))))

    def _heading(self, depth: int) -> str:
        return f"{'#' * self._random.randint(1, 4)} {self.inline(self._random.choice((1, 4, 25)))}"

    def _display(self, depth: int) -> str:
        terms = (self._random.choice(FORMULAS[:-1]) for _ in range(self._random.choice((1, 3, 14))))
        return f"$$\n{' + '.join(terms)}\n$$"

    def _quote(self, depth: int) -> str:
        return "\n".join(f"> {line}" for line in self.blocks(depth + 1).split("\n"))

    def _list(self, depth: int) -> str:
        pick = self._random.choice
        first, items = pick((0, 1, 98, 9996)), []
        for at in range(pick((1, 2, 5))):
            marker = f"{first + at}." if first else "-"
            body = self._paragraph(depth)
            if self._random.random() < 0.3:
                body += "\n\n" + self._block(depth + 1)
            items.append(f"{marker} {body}".replace("\n", "\n" + " " * (len(marker) + 1)))
        return pick(("\n", "\n\n")).join(items)

    def _code(self, depth: int) -> str:
        lines = [
            " " * self._random.choice((0, 0, 4, 12, 40))
            + " ".join(self._word("latin") for _ in range(self._random.choice((1, 4, 25))))
            + self._random.choice(("", ";", " {", '"str"', "()  # "))
            for _ in range(self._random.choice((1, 3, 8, 70)))
        ]
        return "\n".join(("```python", *lines, "```"))

    def _table(self, depth: int) -> str:
        pick = self._random.choice
        columns = pick((1, 2, 3, 4, 6, 12))
        longest = 20 if columns < 4 else 5

        def row() -> str:
            cells = (
                pick(("", "12.5", "-3", self.inline(1), self.inline(3), self.inline(longest)))
                for _ in range(columns)
            )
            return "| " + " | ".join(cells) + " |"

        rule = "|" + "|".join(pick(("---", ":-:", "--:")) for _ in range(columns)) + "|"
        return "\n".join((row(), rule, *(row() for _ in range(pick((0, 1, 3, 9, 25))))))


_NUMBERS: tuple[Callable[[int], str], ...] = (
    lambda at: "",
    lambda at: str(at + 1),
    lambda at: f"{10 ** (at % 12)}",
    lambda at: ("", "§ 4", "A very long number", "xii")[at % 4],
    lambda at: f"{at}.{at}.{at}",
)
"""What the numbers of a deck are like."""
