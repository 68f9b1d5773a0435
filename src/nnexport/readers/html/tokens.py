"""HTML text → tags and texts with their offsets. Never raises, and linear for any text.

The standard library's parser looks through the rest of the file for each tag that is never closed,
and says only where a text begins; this one follows the same part of the HTML standard, section
"Tokenization", and keeps both offsets of every token.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from html import unescape
from types import MappingProxyType


class TokenKind(Enum):
    TEXT = auto()
    OPEN = auto()
    CLOSE = auto()
    COMMENT = auto()
    """A comment that is never closed; all others leave no token."""


_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


def _no_attributes() -> Mapping[str, str]:
    return _NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an HTML text; offsets count characters of the whole text."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    """Of a tag, in small letters."""

    attributes: Mapping[str, str] = field(default_factory=_no_attributes)
    raw: bool = False
    """A text in which entities mean nothing, such as a script."""


_TAG_NAME = re.compile(r"[A-Za-z][^\s/>]{0,200}")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>=][^\s/>=]*)?\s*")
_UNQUOTED = re.compile(r"[^\s>]*")
_SPACES = re.compile(r"\s*")

_RAW_TEXT = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
_ESCAPABLE_TEXT = frozenset({"title", "textarea"})


def read_tokens(text: str) -> Iterator[Token]:
    """Yield the tags and texts of an HTML text in order."""
    yield from _Tokenizer(text).tokens()


class _Tokenizer:
    def __init__(self, text: str) -> None:
        self.text = text
        self.is_broken = False
        """A tag was never closed: from now on a tag ends at the next ``>``, quotes or not."""

        self.unclosed: set[str] = set()

    def tokens(self) -> Iterator[Token]:
        text, size = self.text, len(self.text)
        at = shown = 0
        while at < size:
            sign = text.find("<", at)
            if sign < 0:
                break
            following = text[sign + 1 : sign + 2]
            if following.isascii() and following.isalpha():
                token = self._open_tag(sign)
            elif following == "/":
                token = self._close_tag(sign)
            elif following and following in "!?":
                if text.startswith("<![CDATA[", sign):
                    yield from self._text(shown, sign)
                    at = shown = yield from self._verbatim(sign)
                    continue
                token = self._comment(sign)
            else:
                token = None
            if token is None:
                at = sign + 1
                continue
            yield from self._text(shown, sign)
            if token.kind is not TokenKind.COMMENT or token.raw:
                yield token
            at = shown = token.end
            if token.kind is TokenKind.OPEN:
                at = shown = yield from self._content_of(token)
        yield from self._text(shown, size)

    def _text(self, start: int, end: int) -> Iterator[Token]:
        if end > start:
            yield Token(TokenKind.TEXT, start, end)

    def _verbatim(self, start: int) -> Generator[Token, None, int]:
        """Yield the text of a CDATA section, which XHTML has; return where it ends."""
        end = self.text.find("]]>", start)
        if end < 0:
            end = len(self.text)
        yield Token(TokenKind.TEXT, start + len("<![CDATA["), end, raw=True)
        return min(end + 3, len(self.text))

    def _comment(self, start: int) -> Token:
        text = self.text
        if not text.startswith("<!--", start):
            end = text.find(">", start)
            return Token(TokenKind.COMMENT, start, len(text) if end < 0 else end + 1, raw=end < 0)
        if text.startswith(("<!-->", "<!--->"), start):
            return Token(TokenKind.COMMENT, start, text.index(">", start) + 1)
        end = text.find("-->", start + 4)
        return Token(TokenKind.COMMENT, start, len(text) if end < 0 else end + 3, raw=end < 0)

    def _close_tag(self, start: int) -> Token | None:
        match = _TAG_NAME.match(self.text, start + 2)
        end = self.text.find(">", start)
        if end < 0:
            return None
        if match is None:
            return Token(TokenKind.COMMENT, start, end + 1)
        return Token(TokenKind.CLOSE, start, end + 1, match[0].lower())

    def _open_tag(self, start: int) -> Token | None:
        match = _TAG_NAME.match(self.text, start + 1)
        assert match is not None
        name = match[0].lower()
        if not self.is_broken:
            found = self._attributes(match.end())
            if found is not None:
                return Token(TokenKind.OPEN, start, found[1], name, found[0])
            self.is_broken = True
        end = self.text.find(">", start)
        return None if end < 0 else Token(TokenKind.OPEN, start, end + 1, name)

    def _attributes(self, at: int) -> tuple[Mapping[str, str], int] | None:
        """Return a tag's attributes and the offset after its ``>``; none if there is no ``>``."""
        text, size = self.text, len(self.text)
        found: dict[str, str] = {}
        while True:
            match = _ATTRIBUTE.match(text, at)
            assert match is not None
            at = match.end()
            if at >= size:
                return None
            name = (match[1] or "").lower()
            sign = text[at]
            if sign == ">" or sign != "=":
                if name:
                    found.setdefault(name, "")
                if sign == ">":
                    return found or _NO_ATTRIBUTES, at + 1
                continue
            value, at = self._value(at + 1)
            if at < 0:
                return None
            found.setdefault(name, value)

    def _value(self, at: int) -> tuple[str, int]:
        """Return an attribute's value and the offset after it, -1 for a quote never closed."""
        text = self.text
        space = _SPACES.match(text, at)
        at = space.end() if space else at
        quote = text[at : at + 1]
        if quote and quote in "\"'":
            end = text.find(quote, at + 1)
            return (unescape(text[at + 1 : end]), end + 1) if end >= 0 else ("", -1)
        match = _UNQUOTED.match(text, at)
        assert match is not None
        return unescape(match[0]), match.end()

    def _content_of(self, token: Token) -> Generator[Token, None, int]:
        """Yield the text of an element in which no tags are read; return where to go on."""
        name, start = token.name, token.end
        if name not in _RAW_TEXT and name not in _ESCAPABLE_TEXT:
            return start
        closing = None
        if name not in self.unclosed:
            pattern = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
            closing = pattern.search(self.text, start)
        if closing is None:
            self.unclosed.add(name)
            if name in ("script", "style"):
                # The rest of the file is no text; it is reported like a comment never closed.
                yield Token(TokenKind.COMMENT, start, len(self.text), raw=True)
                return len(self.text)
            return start
        if closing.start() > start:
            yield Token(TokenKind.TEXT, start, closing.start(), raw=name in _RAW_TEXT)
        return closing.start()
