"""Inline elements of HTML → runs of styled text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nnexport.readers.html.roles import Chrome, is_math_script, text_of, walk
from nnexport.readers.html.text_runs import Run
from nnexport.readers.html.tree import BLOCKS, Element, Leaf

_STYLE_OF = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "cite": "emphasis",
    "dfn": "emphasis",
    "var": "emphasis",
    "s": "strike",
    "strike": "strike",
    "del": "strike",
    "sub": "sub",
    "sup": "sup",
    "kbd": "kbd",
    "mark": "mark",
}
_CODE = frozenset({"code", "samp", "tt"})
_HEAVY = re.compile(r"font-weight\s*:\s*(?P<weight>[a-z]+|\d{1,4})", re.IGNORECASE)
_SLANTED = re.compile(r"font-style\s*:\s*(?P<slant>[a-z]+)", re.IGNORECASE)
_STAYS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "th"})

Drop = Callable[[Element, str], None]


class InlineReader:
    """Reads inline content; ``drop`` is told what is left out and why."""

    def __init__(self, chrome: Chrome, drop: Drop, *, has_dollars: bool) -> None:
        self.chrome = chrome
        self.drop = drop
        self.has_dollars = has_dollars
        """The page shows ``$…$`` as a formula."""

        self.in_content = False
        self.in_heading = False
        """A button there is what one clicks to see the answer."""

    def read(
        self,
        node: Element | Leaf,
        styles: frozenset[str] = frozenset(),
        href: str = "",
        *,
        breaks: bool = False,
        code: bool = False,
    ) -> Iterator[Run]:
        """Yield the runs of a node. ``breaks``: blocks in it stand on lines of their own."""
        if isinstance(node, Leaf):
            yield from self._text(node, styles, href, code=code)
            return
        name = node.name
        if name == "br":
            yield Run("", "break", start=node.start, end=node.end)
            return
        reason = self.chrome.reason(node, in_content=self.in_content)
        if reason is not None and not (reason == "a button" and self.in_heading):
            if reason:
                self.drop(node, reason)
            if name in _PLAYERS:
                yield from _player(node, styles, href)
            return
        if name == "img":
            yield from _image(node, styles, href)
            return
        if name == "math" or is_math_script(node):
            yield from _formula(node, styles, href)
            return
        is_block = name in BLOCKS
        edge = Run("", "break") if breaks else Run(" ")
        if is_block:
            yield edge
        if breaks and name == "li":
            yield Run("• ", start=node.start, end=node.start)
        if name == "q":
            yield Run("“", styles=styles, href=href, start=node.start, end=node.start)
        styles = element_styles(node, styles)
        if name == "a":
            href = link_target(node) or href
        code = code or name in _CODE
        for child in node.children:
            yield from self.read(child, styles, href, breaks=breaks, code=code)
        if name == "q":
            yield Run("”", styles=styles, href=href, start=node.end, end=node.end)
        if is_block:
            yield edge

    def _text(self, leaf: Leaf, styles: frozenset[str], href: str, *, code: bool) -> Iterator[Run]:
        if code:
            yield Run(leaf.text, "code", styles, href, start=leaf.start, end=leaf.end)
            return
        for kind, text in split_formulas(leaf.text, has_dollars=self.has_dollars):
            yield Run(text, kind, styles, href, start=leaf.start, end=leaf.end)


def element_styles(element: Element, styles: frozenset[str]) -> frozenset[str]:
    """Return the styles of what stands in an element, those around it included."""
    style = element.get("style")[:1000]
    own = _STYLE_OF.get(element.name)
    if style and (match := _HEAVY.search(style)):
        weight = match["weight"].lower()
        heavy = int(weight) >= 600 if weight.isdigit() else weight in ("bold", "bolder")
        if heavy and element.name not in _STAYS:
            styles |= {"strong"}
        elif not heavy:
            own = None if own == "strong" else own
            styles -= {"strong"}
    if style and (match := _SLANTED.search(style)):
        slanted = match["slant"].lower() in ("italic", "oblique")
        own = None if own == "emphasis" and not slanted else own
        styles = styles | {"emphasis"} if slanted else styles - {"emphasis"}
    return styles | {own} if own else styles


_LOST_SCHEMES = ("javascript:", "vbscript:", "data:", "file:", "about:")


def link_target(element: Element) -> str:
    """Return where a link leads; empty where that is nowhere outside of this machine."""
    href = element.get("href").strip()
    return "" if href.lower().startswith(_LOST_SCHEMES) or href == "#" else href


def _image(element: Element, styles: frozenset[str], href: str) -> Iterator[Run]:
    src, alt = element.get("src").strip(), " ".join(element.get("alt").split())
    start, end = element.start, element.end
    if element.get("aria-hidden").lower() == "true":
        return
    if src and not src.lower().startswith(_LOST_SCHEMES):
        yield Run(alt, "image", styles, href, src, start, end)
    elif alt:
        yield Run(alt, "text", styles, href, start=start, end=end)


_PLAYERS = frozenset({"audio", "video"})


def _player(element: Element, styles: frozenset[str], href: str) -> Iterator[Run]:
    """Yield a sound or film, by the first address that its player has; it has no text."""
    parts = (element, *walk(element))
    named = (node.get("src").strip() for node in parts if isinstance(node, Element))
    src = next(filter(None, named), "")
    if src and not src.lower().startswith(_LOST_SCHEMES):
        yield Run("", "image", styles, href, src, element.start, element.start)


def _formula(element: Element, styles: frozenset[str], href: str) -> Iterator[Run]:
    """Yield a formula by its TeX where the page has it, else by its letters."""
    if element.name == "script":
        tex = "".join(each.text for each in element.children if isinstance(each, Leaf))
        is_display = "mode=display" in element.get("type").replace(" ", "")
    else:
        notes = (
            text_of(node)
            for node in walk(element)
            if isinstance(node, Element)
            and node.name == "annotation"
            and "tex" in node.get("encoding").lower()
        )
        tex = next(notes, "") or element.get("alttext")
        is_display = element.get("display") == "block"
    tex = " ".join(tex.split())
    if tex and "$" not in tex:
        kind = "display" if is_display else "math"
        yield Run(tex, kind, styles, href, start=element.start, end=element.end)
    else:
        text = tex or text_of(element)
        yield Run(text, "text", styles, href, start=element.start, end=element.end)


_LONGEST_FORMULA = 4000


def split_formulas(text: str, *, has_dollars: bool) -> Iterator[tuple[str, str]]:
    r"""Yield the pieces of a text with their kinds; ``\(…\)`` and ``\[…\]`` are formulas.

    ``has_dollars``: so are ``$…$`` and ``$$…$$``.
    """
    pairs = [("\\(", "\\)", "math"), ("\\[", "\\]", "display")]
    if has_dollars:
        pairs.extend((("$$", "$$", "display"), ("$", "$", "math")))
    pairs = [pair for pair in pairs if pair[0] in text]
    if not pairs:
        yield "text", text
        return
    signs = re.compile("|".join(re.escape(opening) for opening, _, _ in pairs))
    closings = {opening: (closing, kind) for opening, closing, kind in pairs}
    at = shown = 0
    while match := signs.search(text, at):
        closing, kind = closings[match[0]]
        end = text.find(closing, match.end(), match.end() + _LONGEST_FORMULA)
        tex = text[match.end() : end].strip() if end >= 0 else ""
        if (
            not tex
            or "$" in tex
            or "\n\n" in tex
            or (match[0] == "$" and _is_money(text, match, end))
        ):
            at = match.end()
            continue
        if match.start() > shown:
            yield "text", text[shown : match.start()]
        yield kind, " ".join(tex.split())
        at = shown = end + len(closing)
    if shown < len(text):
        yield "text", text[shown:]


def _is_money(text: str, match: re.Match[str], end: int) -> bool:
    inside = text[match.end() : end]
    return inside[:1].isspace() or inside[-1:].isspace() or text[end + 1 : end + 2].isdigit()
