"""Addresses of pictures and sounds in a Markdown text → those from where a page is written to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from urllib.parse import quote, unquote

from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.markup import Image, Link
from nnexport.deck.media import media_references

_ADDRESS = re.compile(
    r"""(?P<before>\]\(\s*)(?P<address><[^<>\n]+>|[^\s()<>]+)"""
    r"""|(?P<tag><img\b[^>]*?\bsrc\s*=\s*)(?P<src>"[^"]+"|'[^']+'|[^\s"'>]+)""",
    re.IGNORECASE,
)


def readdress(text: str, places: Mapping[str, str]) -> str:
    """Return a Markdown text in which addresses are replaced; nothing else of it changes.

    ``places``: new addresses by the ones that the parser gives, with spaces and the like as they
    are. A place that looks like an address and is none, such as in code, stays.
    """
    wanted = {each.src: places[each.src] for each in media_references(text) if each.src in places}
    if not wanted:
        return text
    by_path = {unquote(src): quote(place, safe="/") for src, place in wanted.items()}
    renamed = {src: by_path[unquote(src)] for src in wanted}
    shown = _signature(parse_blocks(text), renamed)
    at = 0
    while match := _ADDRESS.search(text, at):
        new = by_path.get(unquote((match["address"] or match["src"]).strip("<>\"'")))
        at = match.end()
        if new is None:
            continue
        sign = f'"{new}"' if match["tag"] else new
        head = text[: match.start()] + (match["before"] or match["tag"]) + sign
        if _signature(parse_blocks(head + text[at:]), renamed) == shown:
            text, at = head + text[at:], len(head)
    return text


def _signature(value: object, renamed: Mapping[str, str]) -> object:
    """Return all that counts when two texts are compared, with the new addresses for the old."""
    match value:
        case Image():
            return ("image", renamed.get(value.src, value.src), *_rest(value, "src", renamed))
        case Link():
            return ("link", renamed.get(value.href, value.href), *_rest(value, "href", renamed))
        case tuple():
            return tuple(_signature(each, renamed) for each in value)
    if is_dataclass(value):
        return (type(value).__name__, *_rest(value, "lines", renamed))
    return value


def _rest(value: object, without: str, renamed: Mapping[str, str]) -> Iterator[object]:
    for each in fields(value):  # type: ignore[arg-type]  # any of the classes of markup
        if each.name != without:
            yield _signature(getattr(value, each.name), renamed)
