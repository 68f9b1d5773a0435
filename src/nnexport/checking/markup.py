"""Markdown that is shown as signs: what was meant as markup and is none (NN224).

Signs are no error by themselves: ``2 ** 3``, ``**kwargs`` and ``<b>`` may be what a card is about.
Only what a parser leaves as text is looked at, never what is escaped, and only shapes that nobody
writes for their own sake are reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from nnexport.checking.dialects import MAY_BE_FOREIGN, foreign_markup
from nnexport.checking.findings import (
    HIDDEN,
    Checked,
    Finding,
    cut_text,
    locate,
)
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Note
from nnexport.deck.markup import (
    Block,
    Break,
    CodeBlock,
    Inline,
    Link,
    Styled,
    Table,
    Text,
    inlines_of,
    walk_blocks,
)


class Fault(NamedTuple):
    """A piece of text that is shown as signs."""

    shown: str
    """As the parser left it."""

    message: str
    help: str
    line: int = -1
    """0-based, in its text; -1 where it must still be looked for."""


_MOST = 20
"""Faults of one text that are named; whoever mends these sees the others."""


def find_open_markup(notes: Sequence[Checked]) -> Iterator[Finding]:
    """Yield what was meant as markup and is shown as signs (NN224)."""
    for each in notes:
        for key, text, blocks in each.texts:
            if not (_SUSPICIOUS.search(text) or MAY_BE_FOREIGN.search(text)):
                continue
            reported: set[str] = set()
            for fault in islice(_faults(each.note, text, blocks), _MOST):
                # One mistake often leaves signs in several places.
                if fault.message not in reported:
                    reported.add(fault.message)
                    line, column = locate(text, fault.shown, max(fault.line, 0))
                    if fault.line >= 0 and line != fault.line:
                        line, column = fault.line, 0
                    yield Finding("NN224", each.note, fault.message, fault.help, key, line, column)


_SUSPICIOUS = re.compile(
    r"\*\*|`|~~~|\]\(|\]:|\|[ \t:]*-{2,}|-\|-|<[A-Za-z/!]|^[ \t]*(?:\*\w|#{2,6}\w)", re.MULTILINE
)


def _faults(note: Note, text: str, blocks: Sequence[Block]) -> Iterator[Fault]:
    lines = text.split("\n")
    yield from _open_fences(blocks, lines)
    yield from _uneven_rows(blocks, lines)
    yield from _broken_tables(blocks, lines)
    runs = [shown for shown, _ in shown_runs(blocks)]
    if not any(_MARKS.search(shown) or MAY_BE_FOREIGN.search(shown) for shown in runs):
        return
    # What is escaped was meant to be shown: it is hidden before the parser takes the sign away.
    masked = hide_escapes(text)
    about = f"{note.question}\n{note.answer}"
    for shown, line in shown_runs(parse_blocks(masked)):
        for find in _SIGN_FAULTS:
            for fault in find(shown, about):
                yield fault._replace(line=_line_of(lines, fault.shown, line))


_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")


def hide_escapes(text: str) -> str:
    """Return a Markdown text with private signs for what is escaped, as long as before."""
    return _ESCAPED.sub(HIDDEN * 2, text)


_MARKS = re.compile(r"\*\*|`|\]\(|\]:|<|^\*\w|\n\*\w|^#{2,6}\w", re.MULTILINE)


def _line_of(lines: Sequence[str], shown: str, first: int) -> int:
    return locate("\n".join(lines), shown, first)[0]


def shown_runs(blocks: Sequence[Block]) -> Iterator[tuple[str, int]]:
    """Yield the text of each run of inlines, code and formulas blanked out, and its first line."""
    for block in walk_blocks(blocks):
        for run in inlines_of(block):
            yield "".join(map(_shown, run)), block.lines[0]


def _shown(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case Styled(_, children) | Link(_, children):
            return "".join(map(_shown, children))
        case Break():
            return "\n"
    return HIDDEN


# --- code fences ---------------------------------------------------------------------------------

FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<sign>`{3,}|~{3,})(?P<rest>.*)")


def open_fence(blocks: Sequence[Block], lines: Sequence[str]) -> int:
    """Return the line, 0-based, of a fence that is never closed; -1 if all are."""
    for block in walk_blocks(blocks):
        if not isinstance(block, CodeBlock):
            continue
        # To the parser a lone carriage return ends a line, too.
        start, end = block.lines[0], min(block.lines[1], len(lines))
        opened = FENCE.match(lines[start]) if start < len(lines) else None
        if opened is None:
            continue
        last = lines[end - 1].strip(" \t>") if end - 1 > start else ""
        if not (last and set(last) == {opened["sign"][0]} and len(last) >= len(opened["sign"])):
            return start
    return -1


def _open_fences(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[Fault]:
    at = open_fence(blocks, lines)
    if at >= 0:
        fence = lines[at].strip()
        help = "close it with a line of the same signs below the code"
        yield Fault(lines[at], f"the code fence “{fence[:40]}” is never closed", help, at)


# --- tables --------------------------------------------------------------------------------------

_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*")


def _cells(row: str) -> list[str]:
    """Return the cells of a row of a table, as the parser parts them: code is no protection."""
    row = row.strip(" \t>").replace("\\|", "x").removeprefix("|").removesuffix("|")
    return row.split("|")


def _uneven_rows(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[Fault]:
    for block in walk_blocks(blocks):
        if not isinstance(block, Table):
            continue
        columns = len(block.header)
        for at in range(block.lines[0] + 2, min(block.lines[1], len(lines))):
            cells = _cells(lines[at])
            help = "give every row as many cells as the header; write `\\|` for a bar inside a cell"
            if "".join(cells[columns:]).strip():
                message = f"a row of the table has {len(cells)} cells, its header {columns}"
                yield Fault(lines[at], f"{message}; what is beyond is not shown", help, at)
            elif lines[at].strip() and "|" not in lines[at] and columns > 1:
                message = f"“{cut_text(lines[at])}” has become a row of the table above it"
                yield Fault(lines[at], message, "leave a line empty below the table", at)


def _broken_tables(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[Fault]:
    """Yield the tables that are none, because header and rule do not have equally many cells."""
    for block in walk_blocks(blocks):
        if isinstance(block, Table | CodeBlock):
            continue
        for _ in inlines_of(block):
            for at in range(block.lines[0], min(block.lines[1], len(lines)) - 1):
                head, rule = lines[at], lines[at + 1]
                if "|" not in head or rule.count("|") < 1 or not _RULE.fullmatch(rule):
                    continue
                count, ruled = len(_cells(head)), len(_cells(rule))
                if count != ruled:
                    message = (
                        f"a table is shown as text: its header has {count} cells, the line below "
                        f"it {ruled}"
                    )
                    help = "give both as many cells"
                    yield Fault(head, message, help, at)


# --- signs that are left in the text -------------------------------------------------------------

_STARS_MEANT = re.compile(
    r"kwargs|\*args|\bunpack|\*\*/|exponent|\bpower|footnote|\bglob", re.IGNORECASE
)
_OPEN_BOLD = re.compile(r"(?:^|(?<=[\s(]))\*\*(?=[^\W\d_])(?!\w+[),=\]])[^*\n]{2,}(?!\*)")
_SPACED_BOLD = re.compile(
    r"(?:^|(?<=[\s(]))\*\*(?:[ \t]+[^*\n]{1,80}?\*\*|[^\s*][^*\n]{0,80}?[ \t]+\*\*)"
    r"(?=[\s:.,;)]|$|[^\W\d_])",
    re.MULTILINE,
)
_SHUT_BOLD = re.compile(
    r"(?:^|\n)(?P<label>[^*\n]{1,60}?[^\W\d_])\*\*:|(?:^|\n)[^*\n]{1,60}:\*\*(?=\s|$)"
)

_LATE_BOLD = re.compile(r"(?<![*\w])[^\W\d_]{2,}(?:[ \t][^\W\d_]+)?[.!?:]?\*\*(?=[\s.,;:)]|$)")
_FOOTNOTE = re.compile(r"^[ \t]*\*\*[ \t]", re.MULTILINE)


def _stars(shown: str, about: str) -> Iterator[Fault]:
    if "**" not in shown or _STARS_MEANT.search(about):
        return
    spaced = _SPACED_BOLD.search(shown)
    if spaced:
        message = (
            f"“{cut_text(spaced[0])}” is shown with its stars: there is a blank inside of them"
        )
        help = "write the stars right beside the words: `**bold**`"
        yield Fault(spaced[0], message, help)
    elif shown.count("**") == 1:
        found = _OPEN_BOLD.search(shown) or _SHUT_BOLD.search(shown)
        if found is None and not _FOOTNOTE.search(about):
            found = _LATE_BOLD.search(shown)
        # A name with stars and nothing behind it may be code: `f(**options)`.
        if found and (" " in shown or ":" in found[0]):
            message = (
                f"“{cut_text(found[0].strip())}” is shown with its stars: the others are missing"
            )
            yield Fault(found[0].strip("\n"), message, "write stars on both sides, or none")


_BULLETS = re.compile(r"(?:^|\n)\*(?=[^\W\d_])(?P<item>[^*\n]+)(?=\n|$)")


def _tight_bullets(shown: str, about: str) -> Iterator[Fault]:
    items = [match["item"] for match in _BULLETS.finditer(shown)]
    if len(items) > 1 and all(" " in item and not item.endswith((";", "{")) for item in items):
        message = (
            f"“*{cut_text(items[0])}” is no item of a list: the blank after its star is missing"
        )
        yield Fault(f"*{items[0]}", message, "write a blank after each star")


_TICKS_MEANT = re.compile(
    r"back-?tick|grave accent|quasi-?quot|template literal|\bMarkdown\b", re.IGNORECASE
)
_OPEN_TICK = re.compile(r"(?:^|(?<=[\s(]))(?<!`)(`{1,2})(?![`\s)'.,;]|[^`'\s]+')[^`\n]+")


def _ticks(shown: str, about: str) -> Iterator[Fault]:
    if "`" not in shown or _TICKS_MEANT.search(about):
        return
    if "```" in shown:
        at = shown.index("```")
        message = f"“{cut_text(shown[at:])}” begins no code: a fence stands on a line of its own"
        yield Fault(shown[at:], message, "put the three signs at the beginning of a line")
        return
    found = _OPEN_TICK.search(shown)
    if found and len(re.findall("`+", shown)) % 2 and "''" not in shown:
        message = f"the code “{cut_text(found[0])}” is never closed"
        yield Fault(found[0], message, f"write `{found[1]}` behind the code too")


_OPEN_LINK = re.compile(
    r"!?\[[^\[\]\n]{1,200}\]\((?=[^\s()]*(?:[/#]|\.(?:md|html?|png|jpe?g|gif|svg|webp|pdf)\b))[^)\n]*\)?"
)


def _links(shown: str, about: str) -> Iterator[Fault]:
    for found in _OPEN_LINK.finditer(shown):
        what = "picture" if found[0].startswith("!") else "link"
        if not found[0].endswith(")"):
            message = f"the {what} “{cut_text(found[0])}” has no `)` at its end"
            yield Fault(found[0], message, "write `)` behind the address")
        elif " " in found[0].partition("](")[2]:
            message = f"the {what} “{cut_text(found[0])}” is shown as text: its address has a blank"
            yield Fault(found[0], message, "write `%20` for the blank, or the address in `<…>`")


_DEFINITION = re.compile(
    r"^ *\[(?:(?P<note>\^[\w-]{1,40})\]:\s+\S|(?P<name>[^\[\]\n^][^\[\]\n]{0,80})\]:\s*"
    r"<?(?:https?://|mailto:|www\.|\.{0,2}/|#)\S)[^\n]*",
    re.MULTILINE,
)


def _definitions(shown: str, about: str) -> Iterator[Fault]:
    """Yield the first address and the first footnote that stand apart from their text."""
    found = {match.lastgroup: match[0] for match in reversed([*_DEFINITION.finditer(shown)])}
    if "note" in found:
        message = f"the footnote “{cut_text(found['note'].strip())}” is shown as it stands"
        yield Fault(found["note"], message, "put it into the text, in brackets for example")
    if "name" in found:
        message = f"“{cut_text(found['name'].strip())}” makes no link and is shown as it stands"
        yield Fault(found["name"], message, "write it where the link is: `[text](address)`")


_HTML_MEANT = re.compile(
    r"\b(?:x?html5?|css|xml|svg|jsx|dom|xss|react|vue|angular|tags?|elements?|attributes?|browser|"
    r"web ?pages?|markup|generics?|templates?)\b",
    re.IGNORECASE,
)
_SPAN_TAG = re.compile(
    r"\w<(?P<low>su[bp])>(?=\S)|(?<!\w)<(?P<open>b|i|kbd)>(?=\w)|"
    r"(?<=[\w.!?])</(?P<shut>b|i|kbd|su[bp])>",
    re.IGNORECASE,
)
_LAID_OUT = re.compile(
    r"<(?P<name>img|font|span|a|div|p|center|table|br)(?=\s)[^<>\n]{0,300}=[^<>\n]{0,300}>|"
    r"</?(?P<bare>font|center|u|strong|em)>|<!--",
    re.IGNORECASE,
)


_INSTEAD = {
    "img": ": `![text](address)`",
    "a": ": `[text](address)`",
    "strong": ": `**bold**`",
    "em": ": `*slanted*`",
}


def _tags(shown: str, about: str) -> Iterator[Fault]:
    if "<" not in shown or _HTML_MEANT.search(about):
        return
    found = _SPAN_TAG.search(shown)
    if found:
        name = found["low"] or found["open"] or found["shut"]
        other = f"</{name}>" if not found["shut"] else f"<{name}>"
        message = f"the tag “{found[0].lstrip('_0123456789').lstrip()}” is shown as text"
        if found["low"]:
            message = f"the tag “<{name}>” is shown as text"
        yield Fault(found[0], f"{message}: there is no `{other}`", f"write `{other}` too")
    laid = _LAID_OUT.search(shown)
    if laid:
        message = f"the HTML “{cut_text(laid[0])}” is shown as text"
        name = (laid["name"] or laid["bare"] or "").lower()
        yield Fault(laid[0], message, f"write it as Markdown{_INSTEAD.get(name, '')}")


def _headings(shown: str, about: str) -> Iterator[Fault]:
    found = re.match(r"(#{2,6})(?=[^\W\d_])[^\n]+", shown)
    if found:
        message = f"“{cut_text(found[0])}” is no heading: the blank after the signs is missing"
        yield Fault(
            found[0], message, f"write `{found[1]} ` with a blank, or a backslash before it"
        )


def _foreign(shown: str, about: str) -> Iterator[Fault]:
    for found in foreign_markup(shown, about):
        yield Fault(*found)


_SIGN_FAULTS: tuple[Callable[[str, str], Iterator[Fault]], ...] = (
    _stars,
    _tight_bullets,
    _ticks,
    _links,
    _definitions,
    _foreign,
    _tags,
    _headings,
)
