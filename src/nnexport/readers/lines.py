"""One line of text → what kind of line it is. Classify first, decide later."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from nnexport.readers import marks
from nnexport.readers.code.runs import find_code
from nnexport.readers.dates import is_rest_of_date
from nnexport.readers.fences import STRAY, code_lines
from nnexport.readers.inline import Inline, bold_of, cuts_of, find_inline, tail_of
from nnexport.readers.keys import Key, split_key
from nnexport.readers.rows import find_rows
from nnexport.readers.tags import Piece, Splitter, is_only_tags


class LineKind(Enum):
    # As fast as that of any object; the one of `Enum` is written in Python.
    __hash__ = object.__hash__

    BLANK = auto()
    TEXT = auto()
    NUMBERED = auto()
    """``16. text``, ``16) text``, ``(16) text``, ``Q16: text``; also a label alone, ``Answer:``."""

    BULLET = auto()
    """``- text`` with any of the usual bullet signs."""

    OPTION = auto()
    """``A. text``, ``(b) text``, ``- C) text``: one of at least two lettered lines."""

    HEADING = auto()
    UNDERLINE = auto()
    """A line of ``===`` or ``---`` below a heading."""

    STRONG = auto()
    """A line that is bold from its first word to its last."""

    SUMMARY = auto()
    """The text between ``<summary>`` and ``</summary>``."""

    TAG = auto()
    """HTML tags or a comment, and no text."""

    RULE = auto()
    CODE = auto()
    """A fence, or a line between two fences."""

    TABLE = auto()
    """A line of a table; of one that Markdown does not know, its form says what parts the cells."""


class Line(NamedTuple):
    """One line of a source, or a part of one; offsets count characters of the whole text."""

    number: int
    """1-based."""

    start: int
    end: int
    """Without the newline."""

    kind: LineKind
    indent: int
    """Columns before the first visible character; a tab goes to the next multiple of four."""

    body: int
    """Offset of the text after the number, bullet or heading signs."""

    label: str = ""
    """The printed number without its dot; the signs of a bullet or heading."""

    prefix: str = ""
    """``q`` or ``a`` where the number is printed as ``Q16`` or ``A16``."""

    shut: int = -1
    """Offset of the sign that closes the bold before the number, if not right after it."""

    bold: str = ""
    """That sign."""

    tail: int = -1
    """Offset where the text ends, if signs close it before the line ends; else -1."""

    form: str = ""
    """How the number is printed; see :class:`nnexport.readers.marks.Mark`."""


def classify_lines(text: str, *, has_markup: bool = False) -> tuple[Line, ...]:
    """Return every line of a text with its kind, in order.

    ``has_markup``: it is Markdown, where a line of ``===`` that underlines nothing is text, and
    where tags are markup. A line in which a tag opens or closes something gives several.
    A fence that is never closed makes code of nothing: one stray fence must not swallow the rest.
    """
    raw = text.split("\n")
    in_code = code_lines(raw) if "```" in text or "~~~" in text else {}
    bare = {} if has_markup else _bare_code(raw, in_code)
    in_table = _table_lines(raw) if "|" in text else set()
    rows: dict[int, str] = {}
    if not has_markup and ("\t" in text or "|" in text or "  " in text):
        rows = dict(find_rows(raw, in_code, in_table, bare))
        bare = _without_rows(bare, rows)
    splitter = Splitter() if has_markup and "<" in text else None
    spelling = marks.find_spelling(text)
    inline = find_inline(text)
    # One look tells for most lines that none of this is about them.
    taken = in_code.keys() | bare.keys() | in_table | rows.keys()
    lines: list[Line] = []
    last_text = _NOTHING
    next_digit = -1
    following = 0
    raw.reverse()
    for index in range(len(raw)):
        # Each line makes room for what becomes of it.
        content = raw.pop()
        start = following
        end = start + len(content)
        following = end + 1
        if index in taken:
            lines.append(_of_part(index, start, content, bare, in_code, rows))
            continue
        if not content or content.isspace():
            # The same number for all, or it takes three times the memory.
            first = end if start == end else start
            lines.append(Line(index + 1, first, end, LineKind.BLANK, len(content), end))
            continue
        number = index + 1
        if splitter is not None and (splitter.is_open or "<" in content):
            pieces = splitter.split(content)
            if pieces is not None:
                lines.extend(_of_pieces(number, start, content, pieces, spelling))
                continue
        if next_digit < start:
            digit = _DIGIT.search(text, start)
            next_digit = digit.start() if digit else len(text)
        if next_digit < end and _MAY_BE_KEY.match(content) and (keys := split_key(content)):
            lines.extend(_of_key(number, start, content, keys))
            continue
        if inline.has_bold and (asked := bold_of(content, inline)):
            lines.extend(_asked_in_bold(number, start, content, asked, spelling))
            last_text = _NOTHING
            continue
        word = marks.plain_word(content)
        if word:
            indent = _width(content) if word > 1 else 0
            # The same number twice, or it takes twice the memory.
            body = start + word - 1 if word > 1 else start
            last_text = (len(lines), content)
            lines.append(_new_line((number, start, end, _TEXT, indent, body, *_NO_MARKER)))
            continue
        line = _classify(number, start, content, spelling)
        if line.form == "." and line.kind is LineKind.NUMBERED and _is_date(text, lines, content):
            body = end - len(content.lstrip())
            line = Line(number, start, end, _TEXT, line.indent, body)
        elif (
            line.kind is LineKind.NUMBERED
            and line.prefix != "a"
            and (parts := _parts_of(line, content, inline, spelling))
        ):
            lines.extend(parts)
            last_text = _NOTHING
            continue
        if line.kind is LineKind.RULE:
            line = _rule_below(line, content, text, lines, _is_title(last_text, lines), has_markup)
        last_text = (len(lines), content) if line.kind is _TEXT else _NOTHING
        lines.append(line)
    _keep_options(lines, text)
    return tuple(lines)


def _is_date(text: str, above: Sequence[Line], content: str) -> bool:
    """Tell whether a line begins with a date and no number: the line above goes on into it."""
    if not above or above[-1].kind not in _SAYING:
        return False
    return is_rest_of_date(text[above[-1].start : above[-1].end], content)


_TEXT = LineKind.TEXT
_SAYING = (LineKind.TEXT, LineKind.NUMBERED, LineKind.BULLET, LineKind.OPTION)
_DIGIT = re.compile(r"\d")
_new_line = partial(tuple.__new__, Line)
"""As :class:`Line`, from a tuple of all of its fields; it takes a third of the time."""

_NO_MARKER = Line(0, 0, 0, LineKind.TEXT, 0, 0)[6:]

_LastText = tuple[int, str]
"""The index and the content of the last line of text."""

_NOTHING: _LastText = (-1, "")


def _of_part(
    index: int,
    start: int,
    content: str,
    bare: Mapping[int, str],
    in_code: Mapping[int, str],
    rows: Mapping[int, str],
) -> Line:
    """Return a line of code or of a table."""
    kind = LineKind.CODE if index in bare or index in in_code else LineKind.TABLE
    form = in_code.get(index, rows.get(index, ""))
    label, form = (bare[index], BARE) if index in bare else ("", form)
    if form == STRAY:
        kind = LineKind.TAG
    body = start + len(content) - len(content.lstrip())
    indent = _width(content)
    return Line(index + 1, start, start + len(content), kind, indent, body, label, form=form)


def _is_title(last: _LastText, lines: Sequence[Line]) -> bool:
    """Tell whether the last line of text would be a heading if a line of ``===`` stood below it."""
    index, content = last
    if index < 0:
        return False
    stands_alone = index == 0 or lines[index - 1].kind in _PARTING
    text = content.strip()
    return stands_alone and len(text) <= 120 and not text.endswith((".", ":", ";", ","))


def _parts_of(line: Line, content: str, inline: Inline, spelling: marks.Spelling) -> Sequence[Line]:
    """Return the lines that one line is, whose first one is a question; nothing if it is one."""
    edges = [0, *cuts_of(content, inline, line.label), len(content)]
    parts: list[Line] = []
    for first, last in pairwise(edges):
        part = content[first:last]
        tail = tail_of(part, inline)
        start = line.start + first
        end = start + (tail[0] if tail else len(part))
        parts.append(_classify(line.number, start, part[: end - start], spelling))
        if tail:
            body = start + tail[1]
            last_end = line.start + last
            answer = Line(line.number, end, last_end, LineKind.NUMBERED, line.indent, body)
            parts.append(answer._replace(prefix="a"))
    return parts if len(parts) > 1 else ()


def _asked_in_bold(
    number: int, start: int, content: str, end: int, spelling: marks.Spelling
) -> tuple[Line, Line]:
    """Return a question in bold and the answer behind it on the same line."""
    question = _classify(number, start, content[:end], spelling)
    rest = content[end:]
    body = start + end + len(rest) - len(rest.lstrip(" \t:–—-"))
    kind, indent = LineKind.NUMBERED, question.indent
    answer = Line(number, start + end, start + len(content), kind, indent, body, prefix="a")
    return question, answer


_PARTING = (LineKind.BLANK, LineKind.UNDERLINE, LineKind.RULE)


def _rule_below(
    line: Line, content: str, text: str, before: Sequence[Line], title: bool, has_markup: bool
) -> Line:
    """Return a rule as what it is below the lines before it: a rule, an underline, or text."""
    kind = LineKind.RULE
    visible = content.strip()
    if before and before[-1].kind is LineKind.TEXT:
        above = text[before[-1].body : before[-1].end]
        kind = _kind_below_text(visible, above, title)
    if kind is LineKind.RULE and has_markup and visible[0] == "=":
        kind = LineKind.TEXT
    return line._replace(kind=kind)


def _kind_below_text(rule: str, above: str, title: bool) -> LineKind:
    """Return what a line of ``---`` or ``===`` is that stands right below a line of text."""
    if title and _UNDERLINE.fullmatch(rule) and len(rule) > len(above.strip()) / 2:
        return LineKind.UNDERLINE
    return LineKind.TEXT if rule[0] == "=" else LineKind.RULE


_UNDERLINE = re.compile(r"={3,}|-{3,}")


def _width(content: str) -> int:
    """Return the columns before the first visible character."""
    blank = content[: len(content) - len(content.lstrip())]
    return len(blank.expandtabs(4)) if blank else 0


_SPECIAL = frozenset("#-*+•‣◦▪▫●○■□·・⁃–—−➤➢►▸▶→✓✔★=_<")


def _classify(number: int, start: int, content: str, spelling: marks.Spelling) -> Line:
    visible = content.lstrip()
    blank = len(content) - len(visible)
    indent = len(content[:blank].expandtabs(4)) if blank else 0
    end = start + len(content)
    first = visible[0]
    if first in _SPECIAL:
        special = _special(number, start, content, indent, spelling)
        if special is not None:
            return special
    if visible[:3].lstrip("-*(•+ ")[:1] in ("A", "a") and marks.INLINE_OPTIONS.match(content):
        return Line(number, start, end, LineKind.OPTION, indent, start + blank, form=INLINE)
    mark = marks.mark_of(content, spelling=spelling)
    if mark is not None:
        return _numbered(number, start, content, indent, mark)
    if first in _SPECIAL and (match := marks.BULLET.match(content)):
        lettered = marks.LETTERED.match(content)
        kind = LineKind.BULLET
        form = lettered["letter"] if lettered else ""
        body, label = match.end(), match["sign"]
        if content[body : body + 4] in _CHECKBOXES:
            form, label = CHECKBOX, content[body + 1].strip().lower()
            body += 4
        return Line(number, start, end, kind, indent, start + body, label, form=form)
    if first in "*_<" and (match := marks.BOLD_LINE.match(content)):
        body, tail = start + match.start("text"), start + match.end("text")
        return Line(number, start, end, LineKind.STRONG, indent, body, tail=tail)
    lettered = marks.LETTERED.match(content)
    form = lettered["letter"] if lettered else ""
    return Line(number, start, end, LineKind.TEXT, indent, start + blank, form=form)


CHECKBOX = "☐"
"""The form of an option with a box before it; its label is ``x`` if that is ticked."""

_CHECKBOXES = ("[ ] ", "[x] ", "[X] ")


KEY = "key"
"""The form of one answer of a line that is a key."""

INLINE = "AB"
"""The form of a line with several options."""


def _special(
    number: int, start: int, content: str, indent: int, spelling: marks.Spelling
) -> Line | None:
    """Return a line that begins with a sign as a rule or a heading; none if it is neither."""
    end = start + len(content)
    if marks.RULE.match(content):
        body = start + len(content) - len(content.lstrip())
        return Line(number, start, end, LineKind.RULE, indent, body)
    match = marks.HEADING.match(content) or marks.TIGHT_HEADING.match(content)
    if match is None and spelling.has_equals:
        match = marks.EQUALS_HEADING.match(content)
    if match is None:
        return None
    closed = marks.CLOSED.search(content, max(len(content) - 40, match.end()))
    tail = start + closed.start() if closed else -1
    line = Line(
        number, start, end, LineKind.HEADING, indent, start + match.end(), match["signs"], tail=tail
    )
    text = content[match.end() : closed.start() if closed else len(content)]
    mark = marks.mark_of(text)
    if mark is not None and mark.prefix == "a" and not mark.label:
        # A heading that only says that the answer follows is a label.
        return line._replace(
            kind=LineKind.NUMBERED, label="", prefix="a", body=line.body + mark.length
        )
    return line


def _numbered(number: int, start: int, content: str, indent: int, mark: marks.Mark) -> Line:
    body = mark.length
    shut, tail = -1, -1
    sign = mark.bold.replace("<", "</") if mark.bold else ""
    if sign:
        shut = content.find(sign, body)
    # `1. ### Question`: a heading in a list.
    form = mark.form
    if content.startswith("#", body) and (inner := marks.HEADING.match(content[body : body + 80])):
        body += inner.end()
        form = "heading"
    elif (content.startswith(("**", "__"), body) and marks.BOLD_LINE.match(content, body)) or (
        sign and shut >= 0 and not content[shut + len(sign) :].strip()
    ):
        form = "strong"
    elif mark.prefix == "a" and not mark.label and _LONE_A.match(content):
        form = "A"
    prefix = mark.prefix
    label = None if prefix else marks.mark_of(content[body : body + 120], spelling=_WORDS_ONLY)
    is_label = label is not None and label.prefix == "a" and not label.label
    if label is not None and is_label and not _KIND_OF_TASK.match(content, body):
        # `3. Answer: text`, but not `3. Short answer: task`
        body, prefix = body + label.length, "a"
    end = start + len(content)
    return Line(
        number,
        start,
        end,
        LineKind.NUMBERED,
        indent,
        start + body,
        mark.label,
        prefix,
        start + shut if shut >= 0 else -1,
        sign if shut >= 0 else "",
        tail,
        form,
    )


_WORDS_ONLY = marks.Spelling({})
_KIND_OF_TASK = re.compile(
    r"[*_]{0,2}(?:short|brief|kurze?|breve|corta|courte|краткий)\b", re.IGNORECASE
)
_LONE_A = re.compile(r"[ \t]*(?:[-*+•][ \t]+)?(?:\*\*)?A[.):]")


# --- lettered lines ---------------------------------------------------------------------------

_OPTION_REACH = 12
"""Lines within which the next letter must follow."""


def _keep_options(lines: list[Line], text: str) -> None:
    """Enter the lines of text and the bullets that are lettered in a row, in place.

    One ``A.`` may be somebody's initial; ``A.`` and then ``B.`` is a list.
    """
    run: list[int] = []
    lettered = [index for index, line in enumerate(lines) if line[_FORM]]
    for index in lettered:
        line = lines[index]
        if line.form == CHECKBOX:
            lines[index] = line._replace(kind=LineKind.OPTION)
            continue
        if line.kind not in _MAY_BE_LETTERED or len(line.form) > 1:
            continue
        position = position_of(line.form)
        continues = (
            run
            and index - run[-1] <= _OPTION_REACH
            and position == position_of(lines[run[-1]].form) + 1
            and line.form.isupper() == lines[run[-1]].form.isupper()
        )
        if not continues:
            _enter_options(lines, run, text)
            run = []
        if continues or position == 0:
            run.append(index)
    _enter_options(lines, run, text)


_FORM = Line._fields.index("form")


def position_of(letter: str) -> int:
    """Return the place of a letter in its alphabet, from 0; -1 for what letters no list."""
    lower = letter.lower()
    for alphabet in ("abcdefgh", "абвгде", "ⓐⓑⓒⓓⓔⓕⓖⓗ"):
        if lower in alphabet:
            return alphabet.index(lower)
    return -1


_MAY_BE_LETTERED = (LineKind.TEXT, LineKind.BULLET, LineKind.NUMBERED)


def _enter_options(lines: list[Line], run: Sequence[int], text: str) -> None:
    if len(run) < 2:
        return
    for index in run:
        line = lines[index]
        body = line.body
        if line.kind is LineKind.NUMBERED:
            # `A:` is a label only where no `B:` follows.
            body = text.index("A", line.start)
        lines[index] = line._replace(kind=LineKind.OPTION, body=body, prefix="", shut=-1, bold="")


# --- keys ---------------------------------------------------------------------------------------

_MAY_BE_KEY = re.compile(
    r"[^\d\n]{0,44}+\d{1,3}[^\n]{1,12}\b\d{1,3}\b|[^\d\n:：]{2,40}+[:：][^\w\n]{0,4}\d"
)


def _of_key(number: int, start: int, content: str, keys: Sequence[Key]) -> Iterator[Line]:
    """Yield the answers of a line that is a key, each as a numbered line of its own."""
    for index, key in enumerate(keys):
        first = start + (key.start if index else 0)
        end = start + (keys[index + 1].start if index + 1 < len(keys) else len(content))
        yield Line(
            number,
            first,
            end,
            LineKind.NUMBERED,
            0,
            start + key.body,
            key.label,
            "a",
            tail=start + key.end,
            form=KEY,
        )


# --- HTML -------------------------------------------------------------------------------------


def _of_pieces(
    number: int, start: int, content: str, pieces: Sequence[Piece], spelling: marks.Spelling
) -> Iterator[Line]:
    """Yield the parts of a line that tags cut."""
    for piece in pieces:
        part = content[piece.start : piece.end]
        if not part.strip():
            continue
        at = start + piece.start
        if piece.name == "tag" or is_only_tags(part):
            body = at + len(part) - len(part.lstrip())
            yield Line(number, at, at + len(part), LineKind.TAG, _width(content), body, piece.name)
            continue
        line = _classify(number, at, part, spelling)
        if piece.name == "summary":
            label = line.prefix == "a" and not line.label
            kind = LineKind.NUMBERED if label else LineKind.SUMMARY
            keeps_body = label or line.kind is LineKind.STRONG
            line = line._replace(kind=kind, body=line.body if keeps_body else at)
        elif piece.name.startswith("h") and line.kind is not LineKind.HEADING:
            signs = "#" * int(piece.name[1])
            line = Line(number, at, at + len(part), LineKind.HEADING, 0, at, signs)
        yield line


# --- code and tables --------------------------------------------------------------------------

BARE = "bare"
"""The form of a line of code that no fence stands around."""


def _bare_code(contents: Sequence[str], in_code: Collection[int]) -> dict[int, str]:
    """Return the indices of code without fences → its language, ``-`` but for the first line."""
    found: dict[int, str] = {}
    for run in find_code(contents):
        if run.first not in in_code:
            found.update(dict.fromkeys(range(run.first, run.last + 1), _GOES_ON))
            found[run.first] = run.language
    return found


def _without_rows(bare: Mapping[int, str], rows: Collection[int]) -> dict[int, str]:
    """Return code without the rows of tables that were taken for it; below them, it begins anew."""
    return {
        index: "" if language == _GOES_ON and index - 1 in rows else language
        for index, language in bare.items()
        if index not in rows
    }


_GOES_ON = "-"
_CELL_END = re.compile(r"(?<!\\)\|")


def _cell_count(row: str) -> int:
    """Return how many cells a row of a pipe table has; its head has as many as its delimiters."""
    return len(_CELL_END.findall(row.strip().removeprefix("|").removesuffix("|"))) + 1


_TABLE_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?")


def _table_lines(raw: Sequence[str]) -> set[int]:
    """Return the indices of pipe tables: a head, a delimiter row, and the rows below it."""
    found: set[int] = set()
    for index, content in enumerate(raw):
        if not index or "|" not in content or "-" not in content:
            continue
        if not _TABLE_DELIMITER.fullmatch(content.strip()) or "|" not in raw[index - 1]:
            continue
        if content.lstrip().startswith(("- ", "-\t")):
            # An item of a list to any parser of Markdown.
            continue
        width = _cell_count(content)
        if _cell_count(raw[index - 1]) != width:
            continue
        found.update((index - 1, index))
        row = index + 1
        # What a row has beyond the head, no table shows.
        while row < len(raw) and "|" in raw[row] and _cell_count(raw[row]) <= width:
            found.add(row)
            row += 1
    return found
