"""Runs of styled text, as any format with inline markup gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. ``kind``: ``text``, ``code``, ``math``, ``display``, ``image``, ``break``
    or ``link``, which is text with an address that shows it."""

    text: str
    """What is seen; a formula's TeX, an image's alternative text."""

    kind: str = "text"
    styles: frozenset[str] = frozenset()
    href: str = ""
    src: str = ""
    start: int = 0
    """Offset of its source, for whoever made it."""

    end: int = 0


_SPACE = re.compile("[ \t\n\r\f]*(?:[ \t\n\r\f]|\u00a0(?=[\u00a0 \t\n\r\f]))[\u00a0 \t\n\r\f]*")


def collapse_spaces(runs: Iterable[Run]) -> list[Run]:
    """Return runs with single spaces, which carry no style, and none at the ends of a line.

    A no-break space between two words stays one. Neighbours of the same look become one run.
    """
    found: list[Run] = []
    after_space = True
    for run in runs:
        if run.kind == "break":
            _strip_spaces(found)
            if found:
                found.append(run)
            after_space = True
            continue
        if run.kind not in ("text", "code"):
            found.append(run)
            after_space = False
            continue
        text = _SPACE.sub(" ", run.text)
        if after_space:
            text = text.lstrip(" \u00a0")
        if not text:
            continue
        after_space = text.endswith(" ")
        if text != run.text:
            run = Run(text, run.kind, run.styles, run.href, run.src, run.start, run.end)
        if run.kind == "text" and not run.styles and not run.href:
            found.append(run)
        else:
            found.extend(_outside_style(run))
    _strip_end(found)
    return list(_joined(found))


def _strip_spaces(runs: list[Run]) -> None:
    """Take white space from the end of a list of runs."""
    while runs and runs[-1].kind in ("text", "code"):
        last = runs.pop()
        text = last.text.rstrip(" \u00a0")
        if text:
            runs.append(replace(last, text=text))
            return


def _strip_end(runs: list[Run]) -> None:
    """Take white space and breaks from the end of a list of runs."""
    _strip_spaces(runs)
    while runs and runs[-1].kind == "break":
        runs.pop()
        _strip_spaces(runs)


def _outside_style(run: Run) -> Iterator[Run]:
    """Part the spaces at a run's ends from it: emphasis can have none there."""
    body = run.text.strip(" ")
    if len(body) == len(run.text):
        yield run
        return
    if not body:
        yield Run(" ", styles=run.styles, href=run.href, start=run.start, end=run.end)
        return
    if run.text[0] == " ":
        yield replace(run, kind="text", text=" ")
    yield replace(run, text=body)
    if run.text[-1] == " ":
        yield replace(run, kind="text", text=" ")


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Join neighbours of one look; a space keeps only what both of its neighbours have."""
    pending: Run | None = None
    for at, run in enumerate(runs):
        if run.kind == "text" and run.text == " ":
            before = runs[at - 1] if at else None
            after = runs[at + 1] if at + 1 < len(runs) else None
            if before is None or after is None:
                styles, href = frozenset[str](), ""
            else:
                styles = before.styles & after.styles
                href = before.href if before.href == after.href else ""
            run = replace(run, styles=styles, href=href)
        if pending is not None and _look(pending) == _look(run) and run.kind in ("text", "code"):
            pending = replace(pending, text=pending.text + run.text, end=run.end)
            continue
        if pending is not None:
            yield pending
        pending = run
    if pending is not None:
        yield pending


def _look(run: Run) -> tuple[str, frozenset[str], str]:
    return run.kind, run.styles, run.href
