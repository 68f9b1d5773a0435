"""What a person reads on a card and in a Markdown text, by two paths that share nothing of ours.

A card is read from the HTML that Anki renders, a text from the HTML that markdown-it itself writes.
Both are then read by one strict reader, so that their words can be compared.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache
from html.parser import HTMLParser
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from nnexport.deck.emphasis_rule import emphasis_plugin
from nnexport.deck.mark_rule import mark_plugin

PLAY = "▶"
"""Stands for a button that plays a sound."""

SOUND = ".wav"
"""How the sounds of these tests end."""

_INLINE = set("a b code em i img kbd mark s small span strong sub summary sup".split())
_EMPTY = {"br", "hr", "img"}
_ATTRIBUTES = {
    "a": {"href", "rel"},
    "img": {"src", "alt", "title", "class", "width", "height", "style"},
    "ol": {"start"},
    "hr": {"id"},
    "span": {"class", "style", "data-cloze", "data-ordinal", "title"},
    "div": {"class", "dir", "lang"},
    "details": {"class"},
    "summary": {"class"},
}
_TAGS = (
    _INLINE
    | _EMPTY
    | set(_ATTRIBUTES)
    | set(
        "p ul li pre blockquote table thead tbody tr th td del h1 h2 h3 h4 h5 h6 figure figcaption"
        " audio".split()
    )
)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s\"<>]+", re.IGNORECASE)
_DELIMITER = re.compile(r"\\[()\[\]]")
# What Anki makes of a sound; and in a Markdown text, where it stands for the file that is there.
_PLAYED = re.compile(rf"\[anki:play:[qa]:\d+\]|\[sound:[\w/]+{re.escape(SOUND)}\]")
_SHOWN_AS = {"\\(": "$", "\\)": "$", "\\[": "$$", "\\]": "$$"}


class Screen(HTMLParser):
    """Reads HTML as a browser does, and forgives nothing: no open element, nothing that acts."""

    def __init__(self, text: str, *, typesets: bool = True) -> None:
        super().__init__(convert_charrefs=True)
        self._typesets = typesets
        self.words_at: list[str] = []
        self.formulas: list[str] = []
        self.links: list[str] = []
        self._open: list[str] = []
        self._numbers: list[int] = []
        self._text = ""
        self._math = ""
        self.feed(re.sub(r"\A<style>.*?</style>", "", text, flags=re.DOTALL))
        self.close()
        assert self._open == [], self._open
        assert not self._math, f"a formula without an end: {self._text[-80:]}"

    @property
    def words(self) -> list[str]:
        """What stands there, by words; a formula between the dollars that Markdown has."""
        return _PLAYED.sub(PLAY, "".join(self.words_at)).split()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _TAGS, f"<{tag}>"
        assert not self._math, f"<{tag}> in a formula"
        values = dict(attrs)
        known = _ATTRIBUTES.get(tag, set()) | {"class"}
        assert values.keys() <= known, (tag, values)
        if tag not in _INLINE:
            self.words_at.append(" ")
        if tag == "a":
            self.links.append(str(values["href"]))
            assert _SAFE_LINK.fullmatch(self.links[-1]), self.links[-1]
        elif tag == "img":
            assert "//" not in str(values["src"]), values
            self.words_at.append(values.get("alt") or "")
        elif tag == "ol":
            self._numbers.append(int(values.get("start") or 1))
        elif tag == "ul":
            self._numbers.append(-1)
        elif tag == "li" and self._numbers[-1] >= 0:
            self.words_at.append(f"{self._numbers[-1]}) ")
            self._numbers[-1] += 1
        if tag not in _EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, tag
        assert not self._math, f"</{tag}> in a formula"
        if tag in ("ol", "ul"):
            self._numbers.pop()
        if tag not in _INLINE:
            self.words_at.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._typesets or "code" in self._open or "pre" in self._open:
            self.words_at.append(data)
            return
        self._text += data
        at = 0
        for match in _DELIMITER.finditer(data):
            if self._math and _is_escaped(data, match.start()):
                continue
            self._take(data[at : match.start()], match[0])
            at = match.end()
        self._take(data[at:], "")

    def _take(self, before: str, delimiter: str) -> None:
        """Take a text that no delimiter interrupts, and the delimiter behind it."""
        self.words_at.append(before)
        if not delimiter:
            if self._math:
                self.formulas[-1] += before
            return
        opens = delimiter in ("\\(", "\\[")
        assert opens != bool(self._math), f"{delimiter} behind {before!r}"
        if opens:
            self._math = delimiter
            self.formulas.append("")
        else:
            assert {"\\(": "\\)", "\\[": "\\]"}[self._math] == delimiter
            self.formulas[-1] += before
            self._math = ""
        self.words_at.append(_SHOWN_AS[delimiter])

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        raise AssertionError(tag)

    handle_comment = handle_decl = handle_pi = unknown_decl = handle_startendtag  # type: ignore[assignment]


def _is_escaped(text: str, at: int) -> bool:
    r"""Tell whether the backslash at ``at`` is the second of ``\\``, as in the row end ``\\[2pt]``.

    MathJax asks so inside of a formula only.
    """
    before = re.search(r"\\*\Z", text[:at])
    return before is not None and len(before[0]) % 2 == 1


# --- Markdown ------------------------------------------------------------------------------------


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.disable(["html_block", "reference"])
    dollarmath_plugin(
        parser,
        allow_space=False,
        allow_digits=False,
        allow_labels=False,
        allow_blank_lines=False,
        double_inline=True,
    )
    mark_plugin(parser)
    emphasis_plugin(parser)
    parser.options["maxNesting"] = 1000
    rules = parser.renderer.rules
    rules["html_inline"] = _tag
    rules["image"] = _picture
    rules["link_open"] = _nothing
    rules["link_close"] = _link_end
    rules["s_open"] = rules["s_close"] = _nothing
    rules["mark_open"] = rules["mark_close"] = _nothing
    for name, sign in (("inline", "$"), ("inline_double", "$$"), ("block", "$$")):
        rules[f"math_{name}"] = _formula(sign)
    return parser


def _tag(tokens: Sequence[Any], at: int, *_: Any) -> str:
    tag = str(tokens[at].content)
    if re.fullmatch(r"<br\s*/?>", tag, re.IGNORECASE):
        return "<br>"
    picture = _PICTURE.fullmatch(tag)
    if picture is None:
        return html.escape(tag)
    text = re.search(r"""\salt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", picture[0])
    return html.escape(next(filter(None, text.groups()), "")) if text else ""


_PICTURE = re.compile(
    r"""<img(?:\s+(?:src|alt|title|width|height)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))+\s*/?>"""
)


def _picture(tokens: Sequence[Any], at: int, *_: Any) -> str:
    if tokens[at].attrGet("src").endswith(SOUND):
        return PLAY
    return html.escape("".join(child.content for child in tokens[at].children or ()))


def _nothing(*_: Any) -> str:
    return ""


def _link_end(tokens: Sequence[Any], at: int, *_: Any) -> str:
    starts = [token for token in tokens[:at] if token.type == "link_open"]
    return f" {PLAY}" if starts[-1].attrGet("href").endswith(SOUND) else ""


def _formula(sign: str) -> Any:
    def show(tokens: Sequence[Any], at: int, *_: Any) -> str:
        # The lines of a block begin and end beside its dollars; that ends no word.
        tex = str(tokens[at].content).strip("\n" if tokens[at].block else "")
        shown = f"<code>{html.escape(sign + tex + sign)}</code>"
        return f"<p>{shown}</p>" if tokens[at].block else shown

    return show


_UNDERSTOOD = re.compile(r"</?(?:b|strong|i|em|s|del|code|sub|sup|kbd|mark)>", re.IGNORECASE)


def markdown_words(text: str) -> list[str]:
    """Return the words that a Markdown text shows, list numbers and dollars among them."""
    shown = re.sub(r"<(br|hr) />", r"<\1>", _parser().render(text))
    return Screen(re.sub(r' style="text-align:\w+"', "", shown), typesets=False).words


def markdown_links(text: str) -> list[str]:
    """Return the addresses in a Markdown text that a card may lead to, in order."""
    tokens = [child for token in _parser().parse(text) for child in token.children or ()]
    found = [str(token.attrGet("href")) for token in tokens if token.type == "link_open"]
    return [address for address in found if _SAFE_LINK.fullmatch(address)]


def without_understood_tags(words: Sequence[str]) -> list[str]:
    """Return words without the tags that are understood where they are paired."""
    return _UNDERSTOOD.sub("", " ".join(words)).split()
