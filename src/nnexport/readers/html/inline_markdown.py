"""Runs of styled text → Markdown that shows them, checked against the parser that will read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.markup import (
    Break,
    Code,
    Heading,
    Image,
    Inline,
    Link,
    Math,
    Paragraph,
    Styled,
    Text,
)
from nnexport.readers.html.text_runs import Run

STYLES = ("strong", "emphasis", "strike", "mark", "sub", "sup", "kbd")
"""From the outermost to the innermost."""

_MARKS = {"strong": "**", "emphasis": "*", "strike": "~~", "mark": "=="}
_TAGS = {"strong": "b", "emphasis": "i"} | {key: key for key in ("mark", "sub", "sup", "kbd")}


Parse = Callable[[str], tuple[Inline, ...] | None]
"""Markdown → its inlines, none where it does not stand in the block that it was meant for."""


def as_paragraph(markdown: str) -> tuple[Inline, ...] | None:
    """Return the inlines of a text that is one paragraph."""
    blocks = parse_blocks(markdown)
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return None
    return blocks[0].inlines


def as_heading(markdown: str) -> tuple[Inline, ...] | None:
    """Return the inlines of the text of a heading."""
    blocks = parse_blocks(f"## {markdown}")
    return blocks[0].inlines if len(blocks) == 1 and isinstance(blocks[0], Heading) else None


def as_part_of_line(markdown: str) -> tuple[Inline, ...] | None:
    """Return the inlines of a text that stands in the middle of a line."""
    inlines = as_paragraph(f"x {markdown} x")
    if not inlines:
        return None
    first, last = inlines[0], inlines[-1]
    if not (isinstance(first, Text) and isinstance(last, Text)):
        return None
    if len(inlines) == 1:
        return (Text(first.text[2:-2]),)
    middle = (Text(first.text[2:]), *inlines[1:-1], Text(last.text[:-2]))
    return tuple(each for each in middle if each != Text(""))


def runs_markdown(runs: Sequence[Run], parse: Parse = as_paragraph) -> str:
    """Return Markdown that shows collapsed runs; where no markup can do it, at least their text.

    ``parse`` says where the text is going to stand.
    """
    if _is_plain(runs):
        return "".join(run.text for run in runs)
    if _stand_apart(runs):
        return _render(runs, str, tags=False, begins=parse is as_paragraph)
    tries = ((_escape_some, False), (_escape_some, True), (_escape_all, False), (_escape_all, True))
    for escape, tags in tries:
        markdown = _render(runs, escape, tags=tags, begins=parse is as_paragraph)
        if _shows(runs, markdown, parse):
            return markdown
    bare = [replace(run, styles=frozenset(), href="") for run in runs]
    markdown = _render(bare, _escape_all, tags=False)
    if _shows(bare, markdown, parse):
        return markdown
    texts = [run if run.kind == "break" else Run(run.text) for run in bare]
    return _render(texts, _escape_all, tags=False)


_SPECIAL = re.compile(r"[\\`*\[\]$~]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=[#\w])|#\Z|==")
_STARTS_BLOCK = re.compile(r"[-+#>=]|\d{1,9}[.)]")


def _is_plain(runs: Sequence[Run]) -> bool:
    if not all(run.kind == "text" and not run.styles and not run.href for run in runs):
        return False
    text = "".join(run.text for run in runs)
    return not _SPECIAL.search(text) and not _STARTS_BLOCK.match(text)


_WORDS = re.compile(r"[^\W_]|[^\W_].*[^\W_]")
_BEFORE, _AFTER = re.compile(r"[\s(]\Z"), re.compile(r"[\s.,;:?)]")


def _stand_apart(runs: Sequence[Run]) -> bool:
    """Tell whether no parser is needed to see that markup works: whole words without any sign."""
    if _SPECIAL.search("".join(run.text for run in runs if run.kind == "text")):
        return False
    for at, run in enumerate(runs):
        if run.kind not in ("text", "code") or (run.kind == "code" and "`" in run.text):
            return False
        if not run.styles and not run.href:
            continue
        before, after = runs[at - 1] if at else None, runs[at + 1] if at + 1 < len(runs) else None
        if len(run.styles) + bool(run.href) > 1 or not _WORDS.fullmatch(run.text):
            return False
        if before and (before.styles or before.href or not _BEFORE.search(before.text)):
            return False
        if after and (after.styles or after.href or not _AFTER.match(after.text)):
            return False
        if run.href and not _PLAIN_ADDRESS.fullmatch(run.href):
            return False
    return True


_PLAIN_ADDRESS = re.compile(r"(?:https?://|#)[\w./#?=-]{1,300}", re.ASCII)

_Seen = tuple[str, str, frozenset[str], bool]


def _shows(runs: Sequence[Run], markdown: str, parse: Parse) -> bool:
    inlines = parse(markdown)
    if inlines is None:
        return False
    wanted = ((run.kind, run.text, run.styles, bool(run.href)) for run in runs)
    return _merged(_of_inlines(inlines, frozenset(), False)) == _merged(wanted)


def _merged(seen: Iterable[_Seen]) -> list[_Seen]:
    """Join neighbours of one look, which a parser or a source may have parted."""
    found: list[_Seen] = []
    for kind, text, styles, linked in seen:
        if found and kind == "text" and (found[-1][0], *found[-1][2:]) == (kind, styles, linked):
            found[-1] = (kind, found[-1][1] + text, styles, linked)
        elif text or kind != "text":
            found.append((kind, text, styles, linked))
    return found


def _of_inlines(inlines: Iterable[Inline], styles: frozenset[str], linked: bool) -> Iterator[_Seen]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield "text", text, styles, linked
            case Code(text):
                yield "code", text, styles, linked
            case Math(tex, display):
                yield "display" if display else "math", tex, styles, linked
            case Image(_, alt):
                yield "image", alt, styles, linked
            case Break():
                yield "break" if inline.hard else "soft", "", styles, linked
            case Styled(style, children):
                yield from _of_inlines(children, styles | {style}, linked)
            case Link(_, children):
                yield from _of_inlines(children, styles, True)


def _render(
    runs: Sequence[Run], escape: Callable[[str], str], *, tags: bool, begins: bool = True
) -> str:
    parts: list[str] = []
    opened: list[tuple[str, str]] = []
    """Marks that are open: their key, and what closes them."""
    for at, run in enumerate(runs):
        wanted = _wanted(run)
        keep = 0
        while keep < min(len(opened), len(wanted)) and opened[keep][0] == wanted[keep]:
            keep += 1
        while len(opened) > keep:
            parts.append(opened.pop()[1])
        for key in wanted[keep:]:
            opening, closing = _marks(key, tags=tags)
            parts.append(opening)
            opened.append((key, closing))
        is_start = begins and not opened and (at == 0 or runs[at - 1].kind == "break")
        parts.append(_render_run(run, escape, is_start=is_start))
    while opened:
        parts.append(opened.pop()[1])
    return "".join(parts)


def _wanted(run: Run) -> list[str]:
    link = [f"({run.href}"] if run.href else []
    return link + [style for style in STYLES if style in run.styles]


def _marks(key: str, *, tags: bool) -> tuple[str, str]:
    if key[0] == "(":
        return "[", f"]({_address(key[1:])})"
    if key in _MARKS and not (tags and key in _TAGS):
        return _MARKS[key], _MARKS[key]
    return f"<{_TAGS[key]}>", f"</{_TAGS[key]}>"


def _address(href: str) -> str:
    href = re.sub(r"[\s\x00-\x1f]", "%20", href)
    if re.search(r"[()<>\\]", href):
        href = href.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
        return f"<{href}>"
    return href


def _render_run(run: Run, escape: Callable[[str], str], *, is_start: bool) -> str:
    match run.kind:
        case "break":
            return "\\\n"
        case "code":
            longest = max(map(len, re.findall("`+", run.text)), default=0)
            ticks = "`" * (longest + 1)
            pad = " " if run.text[0] == "`" or run.text[-1] == "`" else ""
            return f"{ticks}{pad}{run.text}{pad}{ticks}"
        case "math":
            return f"${run.text}$"
        case "display":
            return f"$${run.text}$$"
        case "image":
            return f"![{_escape_all(run.text)}]({_address(run.src)})"
    text = escape(run.text)
    return _safe_start(text) if is_start else text


_START = re.compile(r"(?:[-+#>=](?=.*)|(?P<digits>\d{1,9})(?=[.)]))")


def _safe_start(text: str) -> str:
    match = _START.match(text[:12])
    if match is None:
        return text
    at = match.end("digits") if match["digits"] else 0
    return f"{text[:at]}\\{text[at:]}"


_SIGN = re.compile(r"[\\`*_\[\]<&$~]|=(?==)")


def _escape_some(text: str) -> str:
    """Escape the signs that would be markup where they stand, as far as one run can tell."""
    if not _SIGN.search(text):
        return text
    has_links, has_money = "](" in text, text.count("$") == 1

    def escape(match: re.Match[str]) -> str:
        sign, at = match[0], match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        match sign:
            case "*":
                is_text = before.isspace() and after.isspace()
            case "_":
                is_text = (before.isalnum() and after.isalnum()) or (
                    before.isspace() and after.isspace()
                )
            case "<":
                is_text = bool(after) and not (after.isalpha() or after in "/!?")
            case "&":
                is_text = bool(after) and not (after.isalnum() or after == "#")
            case "\\":
                is_text = after.isalnum() or after.isspace()
            case "$":
                is_text = has_money
            case "[":
                is_text = not has_links
            case "]":
                is_text = after != "("
            case "~":
                is_text = before != "~" and after != "~" and bool(before and after)
            case _:
                is_text = False
        return sign if is_text else "\\" + sign

    return _SIGN.sub(escape, text)


_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def _escape_all(text: str) -> str:
    return _PUNCTUATION.sub(r"\\\g<0>", text)
