"""What an element of a page is for: text, the page's own furniture, or something to click on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nnexport.readers.clues import question_likeness
from nnexport.readers.html.tree import BLOCKS, Element, Leaf

SILENT = frozenset(
    "script style head meta link base col colgroup area datalist source track param wbr".split()
)
"""Elements that hold no text."""

_EMBEDDED = frozenset("svg canvas audio video object iframe applet map".split())
_CONTROLS = frozenset({"select", "textarea", "input", "progress", "meter"})
_CONTENT = frozenset({"main", "article"})
_CHROME_ROLES = {
    "navigation": "navigation of the page",
    "search": "navigation of the page",
    "menu": "navigation of the page",
    "menubar": "navigation of the page",
    "toolbar": "navigation of the page",
    "contentinfo": "the footer of the page",
    "dialog": "a window over the page",
    "alertdialog": "a window over the page",
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_UNFOLDS = re.compile(r"accordion|collaps|faq|panel|answer|toggle|expand|content|antwort|respuesta")
_ASKS = re.compile(
    r"(?:accordion|faq|toggle|collaps|question|frage|pregunta)[\w-]*?"
    r"(?:question|title|head|button|btn|trigger|label|summary)|(?:^|[-_])(?:question|frage)$"
)
_PERMALINKS = frozenset(
    {"headerlink", "anchor-link", "permalink", "header-anchor", "anchorjs-link"}
)
_LINE_NUMBERS = frozenset(
    {"linenos", "lineno", "linenodiv", "gutter", "line-numbers", "line-numbers-rows", "linenumber"}
)


def walk(element: Element) -> Iterator[Element | Leaf]:
    """Yield what stands in an element, at any depth, in order."""
    pending: list[Element | Leaf] = list(reversed(element.children))
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, Element):
            pending.extend(reversed(node.children))


def text_of(element: Element) -> str:
    """Return the text in an element, its scripts and styles left out, with single spaces."""
    parts: list[str] = []
    pending: list[Element | Leaf] = [element]
    while pending:
        node = pending.pop()
        if isinstance(node, Leaf):
            parts.append(node.text)
        elif node.name not in SILENT:
            pending.extend(reversed(node.children))
            if node.name == "br" or node.name in BLOCKS:
                parts.append(" ")
    return " ".join("".join(parts).split())


def has_any(element: Element, names: frozenset[str]) -> bool:
    return any(isinstance(node, Element) and node.name in names for node in walk(element))


class Chrome:
    """Tells what of a page is left out."""

    def __init__(self, root: Element) -> None:
        self._controlled: set[str] = set()
        """Ids of what something on the page shows and hides."""

        for node in walk(root):
            if isinstance(node, Element) and node.attributes:
                for name in ("aria-controls", "data-target", "data-bs-target", "data-controls"):
                    self._controlled.update(each.lstrip("#") for each in node.get(name).split())
                if node.name in ("a", "label"):
                    self._controlled.add((node.get("href") or node.get("for")).lstrip("#"))
        self._controlled.discard("")

    def reason(self, element: Element, *, in_content: bool) -> str | None:
        """Return why an element is left out; empty if it holds no text, none if it stays."""
        name = element.name
        if name in SILENT:
            return None if is_math_script(element) else ""
        if name == "!":
            return "it stands in a comment or script that is never closed"
        if name in ("template", "noscript"):
            return "it is not shown on the page"
        if name in _EMBEDDED:
            return "it belongs to a drawing or a player"
        if name in _CONTROLS:
            return "a form control"
        if not element.attributes and name not in ("nav", "footer", "aside", "header", "button"):
            return None
        return self._of_role(element, in_content) or self._of_class(element)

    def _of_role(self, element: Element, in_content: bool) -> str | None:
        name = element.name
        if name == "nav":
            return "navigation of the page"
        if name == "button" and not asks(element):
            return "a button"
        if not in_content:
            if name == "footer":
                return "the footer of the page"
            if name == "aside":
                return "a sidebar"
            if name == "header" and not has_any(element, _HEADINGS):
                return "the header of the page"
        role = element.get("role").lower()
        if role == "button" and not asks(element):
            return "a button"
        return _CHROME_ROLES.get(role) if name not in _CONTENT else None

    def _of_class(self, element: Element) -> str | None:
        if not element.attributes:
            return None
        classes = set(element.classes())
        if element.name == "a" and classes & _PERMALINKS:
            return "a link to its own place"
        if classes & _LINE_NUMBERS and not (element.name == "pre" and "line-numbers" in classes):
            return "line numbers of code"
        if _is_hidden(element):
            if "katex-html" in classes or any(each.startswith("mathjax") for each in classes):
                return ""
            if not (self._unfolds(element) or has_any(element, frozenset({"math"}))):
                return "it is not shown on the page"
        return "" if "mathjax_preview" in classes or "mathjax" in classes else None

    def _unfolds(self, element: Element) -> bool:
        """Tell whether a hidden element comes out on a click, as the answers of a FAQ do."""
        if element.get("id") in self._controlled or element.get("aria-labelledby"):
            return True
        if element.get("role") in ("region", "tabpanel"):
            return True
        return bool(_UNFOLDS.search(f"{element.get('class')} {element.get('id')}"[:300].lower()))


def _is_hidden(element: Element) -> bool:
    if "hidden" in element.attributes and element.get("hidden") != "until-found":
        return True
    if element.get("aria-hidden").lower() == "true":
        return True
    return bool(_HIDING.search(element.get("style")[:500]))


def is_math_script(element: Element) -> bool:
    return element.name == "script" and element.get("type").lower().startswith("math/tex")


_LONGEST_QUESTION = 600


def asks(element: Element) -> bool:
    """Tell whether an element that is no heading is the question of an accordion: its answer
    unfolds on a click."""
    is_control = (
        element.name == "button"
        or element.get("role").lower() == "button"
        or "aria-expanded" in element.attributes
        or "aria-controls" in element.attributes
    )
    if not is_control and not any(_ASKS.search(each[:100]) for each in element.classes()):
        return False
    if has_any(element, _HEADINGS | {"p", "ul", "ol", "table", "pre", "details", "dl"}):
        return False
    text = text_of(element)
    if not 0 < len(text) <= _LONGEST_QUESTION:
        return False
    unfolds = any(name in element.attributes for name in ("aria-expanded", "aria-controls"))
    return question_likeness(text) >= 0.5 or (unfolds and len(text.split()) >= 3)
