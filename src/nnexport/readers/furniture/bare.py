"""What a person sees of a short piece of Markdown or HTML, and which markup it had."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COMMENT_OPENS, _COMMENT_CLOSES = "<!--", "-->"
_IMAGE = re.compile(
    r"!\[[^\[\]\n]{0,200}\](?:\((?P<url>[^()\s]{0,500})[^()\n]{0,100}\)|\[[^\]\n]{0,80}\])"
)
_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]{0,200}|[^\n]{0,9}?\[[^\[\]\n]{1,20}\][^\[\]\n]{0,60})\]"
    r"(?:\((?P<url>[^()\s]{0,500})[^()\n]{0,100}\)|\[[^\]\n]{0,80}\])"
)
_TAG = re.compile(r"</?(?P<name>[a-zA-Z][a-zA-Z0-9]{0,12})\b(?P<rest>[^<>]{0,600})>")
_HREF = re.compile(r"\b(?:href|src)\s*=\s*[\"']?(?P<url>[^\"'\s>]{0,500})", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:name|id)\s*=", re.IGNORECASE)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")

LONGEST = 1500
"""Characters up to which a text is looked at; nothing longer is furniture, but for a comment."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without its markup."""

    text: str
    """On one line, signs at both ends cut, case-folded."""

    shown: str
    """The same with its signs and capitals."""

    links: tuple[str, ...]
    """Where its links lead."""

    images: tuple[str, ...]
    """The addresses of its pictures."""

    tags: tuple[str, ...]
    """The names of its HTML tags, in lower case."""

    has_anchor: bool = False
    """One of the tags only gives the place a name."""

    has_comment: bool = False


def bare_text(text: str) -> Bare:
    """Return what is left of a text without comments, tags, links and pictures."""
    text, has_comment = _without_comments(text.strip())
    links: list[str] = []
    images: list[str] = []
    tags: list[str] = []
    anchors: list[bool] = []

    def hide_image(match: re.Match[str]) -> str:
        images.append(match["url"] or "")
        return ""

    def open_link(match: re.Match[str]) -> str:
        links.append(match["url"] or "")
        return match["text"]

    def drop_tag(match: re.Match[str]) -> str:
        name = match["name"].lower()
        if name not in _TAGS:
            return match[0]
        tags.append(name)
        address = _HREF.search(match["rest"])
        if name == "img":
            images.append(address["url"] if address else "")
        elif name == "a" and address:
            links.append(address["url"])
        elif not match[0].startswith("</") and _NAMED.search(match["rest"]):
            anchors.append(True)
        return " " if name in ("br", "hr", "p", "div") else ""

    if len(text) <= LONGEST:
        if "<" in text:
            text = _TAG.sub(drop_tag, text)
        if "](" in text or "][" in text:
            text = _LINK.sub(open_link, _IMAGE.sub(hide_image, text))
    shown = " ".join(text.replace("\ufe0f", "").replace("&nbsp;", " ").split())
    is_plain = shown[:1].isalnum() and shown[-1:].isalnum()
    folded = (shown if is_plain else _EDGES.sub("", shown)).casefold()
    return Bare(folded, shown, tuple(links), tuple(images), tuple(tags), bool(anchors), has_comment)


_TAGS = frozenset(
    "a article b br center details div em figure font footer h1 h2 h3 h4 h5 h6 header hr i img kbd "
    "nav p picture section small source span strong sub summary sup u".split()
)


def _without_comments(text: str) -> tuple[str, bool]:
    parts: list[str] = []
    at = 0
    while True:
        start = text.find(_COMMENT_OPENS, at)
        end = text.find(_COMMENT_CLOSES, start + 4) if start >= 0 else -1
        if end < 0:
            parts.append(text[at:])
            return "".join(parts), at > 0
        parts.append(text[at:start])
        at = end + len(_COMMENT_CLOSES)
