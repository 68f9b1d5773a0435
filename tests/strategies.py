"""Hypothesis strategies for decks and their texts, as a deck holds them: cleaned, with valid names.

Texts are chosen to be nasty for YAML and Markdown rather than likely.
"""

from __future__ import annotations

import posixpath

from hypothesis import strategies as st

from nnexport.codes import CODES
from nnexport.deck.document import FLAGS, Deck, Note, Place, Section, Source, Variant
from nnexport.deck.identity import is_id
from nnexport.deck.text import clean_line, clean_text

NASTY = (
    "- x", "? y", "a: b", "a:", ": a", "#c", "a #c", "'", '"', "''", "@x", "!x", "%x", "&x", "*x",
    "{", "}", "[a]", "a, b", "|", ">", "`", "yes", "No", "on", "null", "~", "true", "=", "<<",
    "---", "...", "010", "0x1F", "0o7", "1.10", "1e3", "12:30", "1_000", "-5", "+.5", ".inf",
    ".nan", "y", "2026-11-21", "2026-11-21 10:00:00", "  a", "a  ", "\\", "\\n", "é", "e\u0301",
    "\xa0a", "a\xa0", "ß", "中文", "😀", "\U0001f1e9\U0001f1ea", "\u200b", "\u202e", "{{c1::a}}",
    "$x_1$", "<b>", "a:b", "a|b", "\ufeff", "\x85", "\u2028", "\u2029", "\x00", "\x1b", "\x7f",
    "\ufffe", "\ud800", "\t",
)  # fmt: skip
"""Pieces of text that mean something to YAML, to Markdown or to nobody."""

LINES_OF_PROSE = (
    "Plain prose.", "- item", "  - nested", "1. one", "> quote", "```python", "```", "    indented",
    "\tcode", "| a | b |", "|---|---|", "# heading", "---", "$$", "", "", "trailing  ", "back\\",
    "    # no comment", "key: value", "'quoted'", "...",
)  # fmt: skip


def raw_texts() -> st.SearchStrategy[str]:
    """Any text, tidy or not: what a reader or a person could hand over."""
    piece = st.one_of(st.sampled_from(NASTY), st.text(max_size=8))
    line = st.one_of(
        st.sampled_from(LINES_OF_PROSE),
        st.lists(piece, max_size=4).map("".join),
        st.lists(piece, max_size=4).map(" ".join),
    )
    return st.lists(line, max_size=8).map("\n".join)


def texts() -> st.SearchStrategy[str]:
    """Markdown as a deck holds it."""
    return raw_texts().map(clean_text)


def lines() -> st.SearchStrategy[str]:
    """One line of text, such as a title; may be empty."""
    return raw_texts().map(lambda text: clean_line(clean_line(text)[:80]))


def ids() -> st.SearchStrategy[str]:
    """Well-formed ids, among them such that YAML would take for something else."""
    tricky = st.sampled_from(["no", "null", "1e3", "010", "true", "-", "_", "-x", "2026-11-21"])
    plain = st.text("abcdefghijklmnopqrstuvwxyz0123456789-_äß中", min_size=1, max_size=12)
    return st.one_of(plain, tricky).filter(is_id)


def tags() -> st.SearchStrategy[tuple[str, ...]]:
    """Tags: no spaces of any kind in them."""
    tag = st.one_of(st.sampled_from(NASTY), st.text(min_size=1, max_size=8)).map(clean_line)
    return st.lists(tag.filter(_is_tag), max_size=3).map(tuple)


def _is_tag(text: str) -> bool:
    return bool(text) and not any(character.isspace() for character in text)


def places(sources: tuple[Source, ...]) -> st.SearchStrategy[Place]:
    """Lines of one of the sources."""
    steps = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), max_size=3)
    return st.builds(_place, st.sampled_from(sources), steps)


def _place(source: Source, steps: list[tuple[int, int]]) -> Place:
    ranges: list[tuple[int, int]] = []
    last = 0
    for gap, length in steps:
        ranges.append((last + gap, last + gap + length))
        last += gap + length
    return Place(source.id, tuple(ranges))


def sources() -> st.SearchStrategy[tuple[Source, ...]]:
    """Sources with different ids and files."""
    path = st.one_of(lines(), st.sampled_from(["a  b.txt", "a\nb.txt", "e\u0301.md"])).filter(bool)
    sha256 = st.sampled_from(["", "0" * 64, "1e" + "0" * 62, "ab12" * 16])
    source = st.builds(Source, id=ids(), path=path, title=lines(), sha256=sha256)
    names = (lambda each: each.id, lambda each: posixpath.normpath(each.path))
    return st.lists(source, max_size=3, unique_by=names).map(tuple)


def sections() -> st.SearchStrategy[tuple[Section, ...]]:
    """Sections with different ids."""
    section = st.builds(Section, id=ids(), title=lines().filter(bool))
    return st.lists(section, max_size=3, unique_by=lambda each: each.id).map(tuple)


def variants(listed: tuple[Source, ...]) -> st.SearchStrategy[tuple[Variant, ...]]:
    """Answers as the sources give them; none when there is no source."""
    if not listed:
        return st.just(())
    flags = st.lists(st.sampled_from(FLAGS), max_size=2, unique=True).map(tuple)
    variant = st.builds(
        Variant,
        place=places(listed),
        text=texts(),
        number=lines(),
        asked=texts(),
        asked_place=st.none() | places(listed),
        flags=flags,
        edited=st.booleans(),
    )
    return st.lists(variant, max_size=3).map(tuple)


def policies(listed: tuple[Source, ...], *others: str) -> st.SearchStrategy[str]:
    """Values of ``answers`` and ``answer_from``."""
    return st.sampled_from([*others, *(f"best:{source.id}" for source in listed)])


ACCEPTABLE = sorted(code for code in CODES if CODES[code].severity != "error")


def notes(
    listed: tuple[Source, ...] = (), parts: tuple[Section, ...] = ()
) -> st.SearchStrategy[Note]:
    """A question that fits a deck with these sources and sections."""
    accept = st.lists(st.sampled_from(ACCEPTABLE), max_size=2, unique=True).map(tuple)
    return st.builds(
        Note,
        id=ids(),
        question=texts(),
        answer=texts(),
        number=lines(),
        section=st.sampled_from([None, *(part.id for part in parts)]),
        tags=tags(),
        answer_from=policies(listed, "", "merged", "longest"),
        cards=st.sampled_from(["", "basic", "cloze"]),
        accept=accept,
        skip=st.booleans(),
        was=st.none() | ids(),
        variants=variants(listed),
    )


@st.composite
def decks(draw: st.DrawFn, *, max_notes: int = 4) -> Deck:
    """A whole deck whose references are all known."""
    listed, parts = draw(sources()), draw(sections())
    some = st.lists(notes(listed, parts), max_size=max_notes, unique_by=lambda each: each.id)
    found = draw(some.map(tuple))
    known = [note.id for note in found]
    pair = st.tuples(st.sampled_from(known), st.sampled_from(known)) if known else st.nothing()
    pairs = st.lists(pair, max_size=2).map(tuple) if known else st.just(())
    return draw(
        st.builds(
            Deck,
            id=ids(),
            title=lines().filter(bool),
            anki=lines(),
            tags=tags(),
            language=st.sampled_from(["en", "no", "pt-BR", "yue"]),
            answers=policies(listed, "merged", "longest"),
            cards=st.sampled_from(["", "basic", "cloze"]),
            subdecks=st.booleans(),
            same=pairs,
            different=pairs,
            sources=st.just(listed),
            sections=st.just(parts),
            notes=st.just(found),
        )
    )
