"""SVG files: only those that do nothing but draw.

An SVG is a document: it may run scripts, load files and hold a web page. Where a card shows one as
a picture, browsers run nothing in it, but a file in Anki's media folder can be opened by itself.

Chosen: a list of the elements that draw, and refusing the whole file for anything else. Rejected:
cleaning it, which would put a file into the package that its author never saw; allowing everything
in pictures, which trusts every client. Look again if programs write harmless elements that are not
in the list.
"""

from __future__ import annotations

import re
import xml.parsers.expat as expat
from typing import BinaryIO

_SVG = "http://www.w3.org/2000/svg"
_INERT = re.compile(
    r"http://(?:www\.inkscape\.org|sodipodi\.sourceforge\.net|purl\.org|creativecommons\.org|"
    r"web\.resource\.org|ns\.adobe\.com|www\.bohemiancoding\.com|www\.serif\.com|"
    r"www\.w3\.org/1999/02/22-rdf-syntax-ns|www\.vector\.evaxdesign\.sk|vectornator\.io)"
)
"""Namespaces of notes that drawing programs leave for themselves; nobody else reads them."""

_ELEMENTS = frozenset(
    """
    svg g defs symbol use switch title desc metadata style a view
    path rect circle ellipse line polyline polygon text tspan textPath tref image
    linearGradient radialGradient meshgradient meshrow meshpatch hatch hatchpath stop pattern
    clipPath mask marker filter font font-face font-face-src font-face-name glyph missing-glyph
    hkern vkern color-profile solidcolor
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence
    animate animateTransform animateMotion mpath
    """.split()
)

_OWN_ADDRESS = re.compile(
    r"\s*(?:#.*|data:image/(?:png|jpe?g|gif|webp);base64,.*)?\Z", re.DOTALL | re.IGNORECASE
)
_ANIMATED = frozenset({"from", "to", "values", "by"})
"""Attributes of an animation, which may put an address into ``href``."""

_URL = re.compile(r"url\(\s*[\"']?([^)]*)", re.IGNORECASE)
_OWN_URL = re.compile(
    r"#|data:(?:image/(?:png|jpe?g|gif|webp)|font/|application/(?:x-)?font)", re.IGNORECASE
)
_LOADING = re.compile(
    r"@import|javascript:|expression\s*\(|-moz-binding|behavior\s*:", re.IGNORECASE
)
_CHUNK = 1 << 16


class _Refused(Exception):
    """The drawing does something else; the message says what."""


def svg_fault(file: BinaryIO) -> str:
    """Return why an SVG is not shown, in words that follow “it”; empty for one that only draws.

    Reads the file to its end, a piece at a time.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    checker = _Checker()
    parser.StartElementHandler = checker.start
    parser.EndElementHandler = checker.end
    parser.CharacterDataHandler = checker.text
    parser.ProcessingInstructionHandler = checker.instruct
    parser.EntityDeclHandler = checker.declare
    parser.buffer_text = True
    try:
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except _Refused as problem:
        return str(problem)
    except expat.ExpatError as problem:
        return f"is broken in line {problem.lineno}: {expat.ErrorString(problem.code)}"
    return "" if checker.is_svg else "is no SVG"


class _Checker:
    """Looks at one piece of an SVG after the other."""

    def __init__(self) -> None:
        self.is_svg = False
        self._depth = 0
        self._styles: list[str] = []
        self._in_style = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, element = name.rpartition(" ")
        if self._depth == 0:
            self.is_svg = (space, element) == (_SVG, "svg")
            if not self.is_svg:
                raise _Refused("is no SVG")
        self._depth += 1
        if space == _SVG:
            if element not in _ELEMENTS:
                raise _Refused(f"has an element <{element[:30]}>, which does more than draw")
        elif not _INERT.match(space):
            raise _Refused(f"has an element <{element[:30]}> of another language in it")
        self._in_style = element == "style"
        for key, value in attributes.items():
            _check_attribute(key.rpartition(" ")[2].lower(), value)

    def text(self, text: str) -> None:
        if self._in_style:
            self._styles.append(text)

    def end(self, name: str) -> None:
        self._depth -= 1
        if self._in_style:
            _check_css("".join(self._styles))
            self._styles.clear()
        self._in_style = False

    def instruct(self, target: str, data: str) -> None:
        raise _Refused(f"has an instruction <?{target[:30]}?> in it")

    def declare(self, name: str, *rest: object) -> None:
        del rest
        raise _Refused(f"declares an entity &{name[:30]};")


def _check_attribute(key: str, value: str) -> None:
    if key.startswith("on"):
        raise _Refused(f"has a script in `{key[:30]}`")
    if key in ("href", "src") and not _OWN_ADDRESS.match(value):
        raise _Refused(f"leads to another place in `{key}`")
    if key in _ANIMATED and ":" in value:
        raise _Refused(f"changes an address in `{key}`")
    if key == "style":
        _check_css(value)
    else:
        _check_urls(value)


def _check_css(css: str) -> None:
    # An escape such as `u\\72l` would hide a word from the search below.
    if "\\" in css:
        raise _Refused("has escapes in its styles")
    _check_urls(css)


def _check_urls(text: str) -> None:
    if _LOADING.search(text):
        raise _Refused("loads or runs something in its styles")
    for match in _URL.finditer(text):
        if not _OWN_URL.match(match[1]):
            raise _Refused("loads another file in its styles")
