"""Which characters of a block go into the ledger as what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from nnexport.deck.text import clean_text
from nnexport.readers.blocks import Block, BlockKind, Piece
from nnexport.readers.headings import strip_number
from nnexport.readers.ledger import Ledger, Use
from nnexport.readers.rows import APART, cells_of
from nnexport.readers.styles import TITLES
from nnexport.readers.tidy import shows_label


def claim_question(ledger: Ledger, block: Block) -> None:
    """Enter a block of a question: its text, its number, and what stood between."""
    _claim_lines(ledger, block)
    _drop_inner_rules(ledger, block)
    for start, end in block.pieces:
        ledger.claim(start, end, Use.QUESTION)
    if block.kind in TITLES and block.pieces:
        start, end = block.pieces[0]
        heading = block.source[start:end]
        ledger.claim(start, end - len(strip_number(heading)[1]), Use.LABEL)
    drop_invisible(ledger, block.pieces)


def claim_answer(
    ledger: Ledger, block: Block, starts: Collection[int], use: Use = Use.ANSWER
) -> None:
    """Enter a block of an answer that was tidied."""
    if block.plain_source and block.text and not shows_label(block, starts):
        pieces = [(line.body, line.end) for line in block.lines]
        for line in block.lines:
            if line.start < line.body:
                ledger.claim(line.start, line.body, Use.LABEL)
            ledger.claim(line.body, line.end, use)
        drop_invisible(ledger, pieces)
        return
    _claim_lines(ledger, block)
    _drop_inner_rules(ledger, block)
    if not block.text and block.kind is BlockKind.BULLET:
        ledger.drop(block.first.start, block.lines[-1].end, "an empty bullet")
    if shows_label(block, starts):
        if block.text:
            ledger.claim(block.first.start, block.first.body, use)
        else:
            # As it says nothing, it is not shown.
            reason = "a label with nothing after it"
            ledger.drop(block.first.start, block.lines[-1].end, reason)
    pieces = list(_text_pieces(block))
    for start, end in pieces:
        ledger.claim(start, end, use)
    drop_invisible(ledger, pieces)


def _text_pieces(block: Block) -> Iterator[Piece]:
    """Yield what is text in a block: not the fences of code, and not the bars of a table."""
    if block.kind is BlockKind.CODE:
        lines = block.lines if block.is_bare_code else block.lines[1:-1]
        yield from ((line.start, line.end) for line in lines)
    elif block.kind is BlockKind.TABLE and block.first.form:
        for line in block.lines:
            if block.first.form == APART:
                yield line.start, line.end
            else:
                yield from cells_of(block.source, line.start, line.end, block.first.form)
    elif block.kind is BlockKind.TABLE:
        for line in (block.lines[0], *block.lines[2:]):
            for match in re.compile(r"[^|]+").finditer(block.source, line.start, line.end):
                yield match.span()
    else:
        yield from block.pieces


def claim_verbatim(ledger: Ledger, block: Block, use: Use = Use.ANSWER) -> None:
    """Enter a block of an answer that is kept as it stands, markup and all."""
    _claim_lines(ledger, block)
    pieces = [(line.body, line.end) for line in block.lines]
    for start, end in pieces:
        ledger.claim(start, end, use)
    drop_invisible(ledger, pieces)


def _claim_lines(ledger: Ledger, block: Block) -> None:
    for line in block.lines:
        ledger.claim(line.start, line.end, Use.LABEL)


def _drop_inner_rules(ledger: Ledger, block: Block) -> None:
    for start, end in block.inner_rules:
        ledger.drop(start, end, "a rule in the middle of a line")


_SUSPICIOUS = re.compile(r"[^\x20-\x7e\w\s]")


def drop_invisible(ledger: Ledger, pieces: Collection[Piece]) -> None:
    """Report the characters that no text of a deck can hold, such as control characters."""
    if not ledger.has_odd_characters:
        return
    for start, end in _invisible(ledger.text, pieces):
        ledger.drop(start, end, "a control character")


def _invisible(text: str, pieces: Collection[Piece]) -> Iterator[Piece]:
    for start, end in pieces:
        for match in _SUSPICIOUS.finditer(text, start, end):
            if not clean_text(match[0]) and not match[0].isspace():
                yield match.span()
