"""Items of a list that are tasks: ``[ ]`` and ``[x]`` are boxes beside their text."""

from __future__ import annotations

import re
from dataclasses import replace

from nnexport.deck.markup import ListItem, Paragraph, Text

OPEN_BOX, TICKED_BOX = "☐", "☑"

_MARK = re.compile(r"\[([ xX])\]\s+(?=\S)")


def read_task(item: ListItem) -> tuple[str, ListItem] | None:
    """Return the box of a task and its item without the brackets; ``None`` for any other item.

    Source: GitHub Flavored Markdown, 5.3.
    """
    match item.blocks:
        case (Paragraph((Text(text), *inlines)) as first, *others):
            mark = _MARK.match(text)
            # What follows may be code or a formula, after the space.
            if mark is None and inlines:
                mark = re.match(r"\[([ xX])\]\s+\Z", text)
            if mark:
                rest = text[mark.end() :]
                kept = (Text(rest), *inlines) if rest else tuple(inlines)
                box = OPEN_BOX if mark[1] == " " else TICKED_BOX
                return box, replace(item, blocks=(replace(first, inlines=kept), *others))
    return None
