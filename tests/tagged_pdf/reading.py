"""A tagged PDF as values: what stands on its pages, and the tree that says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pikepdf

ARTIFACT = "Artifact"

_SHOWS = {"Tj", "TJ", "'", '"'}
_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"}


@dataclass(slots=True)
class Stretch:
    """Content between BDC and EMC."""

    tag: str
    mcid: int | None
    text: str = ""
    is_empty: bool = True
    """Nothing was shown or painted in it."""


@dataclass(slots=True)
class PageContent:
    stretches: list[Stretch] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    """What was shown or painted outside of any."""

    nested: list[str] = field(default_factory=list)
    """Stretches that begin inside of another one that is tagged or an artifact."""

    unbalanced: bool = False
    unmapped: set[str] = field(default_factory=set)
    """Codes shown without a character, with the name of their font."""


@dataclass(slots=True)
class Kid:
    """A piece of content below an element."""

    page: int
    mcid: int = -1
    annotation: pikepdf.Object | None = None


@dataclass(slots=True)
class StructureElement:
    role: str
    object: pikepdf.Object
    parent: StructureElement | None
    kids: list[StructureElement | Kid] = field(default_factory=list)

    @property
    def elements(self) -> list[StructureElement]:
        return [kid for kid in self.kids if isinstance(kid, StructureElement)]

    @property
    def contents(self) -> list[Kid]:
        return [kid for kid in self.kids if isinstance(kid, Kid)]

    def walk(self) -> Iterator[StructureElement]:
        yield self
        for kid in self.elements:
            yield from kid.walk()

    def attribute(self, key: str) -> str:
        return str(self.object.get("/A", {}).get(f"/{key}", "")).lstrip("/")


class TaggedFile:
    """A PDF; everything is read when it is asked for."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self._maps: dict[tuple[int, int], dict[int, str]] = {}

    @cached_property
    def page_of(self) -> dict[tuple[int, int], int]:
        return {page.obj.objgen: at for at, page in enumerate(self.pdf.pages)}

    @cached_property
    def contents(self) -> list[PageContent]:
        return [self._read_content(page) for page in self.pdf.pages]

    @cached_property
    def top(self) -> list[StructureElement]:
        root = self.pdf.Root.get("/StructTreeRoot")
        if root is None:
            return []
        kids = _as_list(root.get("/K"))
        return [self._read_element(kid, None) for kid in kids]

    def elements(self) -> Iterator[StructureElement]:
        """Yield all elements in reading order."""
        for element in self.top:
            yield from element.walk()

    @cached_property
    def parent_tree(self) -> dict[int, pikepdf.Object]:
        root = self.pdf.Root.get("/StructTreeRoot")
        if root is None or "/ParentTree" not in root:
            return {}
        return dict(pikepdf.NumberTree(root.ParentTree).items())

    def text_of(self, kid: Kid) -> str:
        found = [s for s in self.contents[kid.page].stretches if s.mcid == kid.mcid]
        return "".join(stretch.text for stretch in found)

    def fonts(self) -> Iterator[tuple[str, pikepdf.Object]]:
        """Yield each font in the resources of a page once."""
        seen: set[tuple[int, int]] = set()
        for page in self.pdf.pages:
            for name, font in page.resources.get("/Font", {}).items():
                if font.objgen not in seen:
                    seen.add(font.objgen)
                    yield name, font

    # --- content ---------------------------------------------------------------------------------

    def _read_content(self, page: pikepdf.Page) -> PageContent:
        content = PageContent()
        fonts = page.resources.get("/Font", {})
        stack: list[Stretch | str | None] = []
        """Stretches; the text that a span says it stands for; ``None`` for other marks."""

        font: pikepdf.Object | None = None
        for instruction in pikepdf.parse_content_stream(page):
            operator, operands = str(instruction.operator), list(instruction.operands)
            if operator in ("BDC", "BMC"):
                stack.append(self._open(operator, operands, stack, content))
            elif operator == "EMC":
                content.unbalanced |= not stack
                if stack:
                    stack.pop()
            elif operator == "Tf":
                font = fonts.get(str(operands[0]))
            elif operator in _SHOWS | _PAINTS:
                shown = self._shown(operands, font, content) if operator in _SHOWS else ""
                if operator in _SHOWS and not shown:
                    continue
                stretch = next((s for s in reversed(stack) if isinstance(s, Stretch)), None)
                if stretch is None:
                    content.loose.append(shown or operator)
                    continue
                stretch.is_empty = False
                if not any(isinstance(mark, str) for mark in stack):
                    stretch.text += shown
        content.unbalanced |= bool(stack)
        return content

    def _open(
        self,
        operator: str,
        operands: list[pikepdf.Object],
        stack: list[Stretch | str | None],
        content: PageContent,
    ) -> Stretch | str | None:
        tag = str(operands[0]).lstrip("/")
        values = operands[1] if operator == "BDC" else pikepdf.Dictionary()
        mcid = values.get("/MCID")
        around = next((s for s in reversed(stack) if isinstance(s, Stretch)), None)
        if mcid is None and tag != ARTIFACT:
            if "/ActualText" in values:
                if around is not None:
                    around.text += str(values.ActualText)
                return str(values.ActualText)
            return None
        if around is not None:
            content.nested.append(f"{tag} in {around.tag}")
        stretch = Stretch(tag, None if mcid is None else int(mcid))
        if "/ActualText" in values:
            stretch.text = str(values.ActualText)
        content.stretches.append(stretch)
        return stretch

    def _shown(
        self, operands: list[pikepdf.Object], font: pikepdf.Object | None, content: PageContent
    ) -> str:
        parts = operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
        text = ""
        for part in parts:
            if not isinstance(part, pikepdf.String):
                continue
            codes = bytes(part)
            if font is None:
                text += "\ufffd" * len(codes)
                continue
            known = self._map_of(font)
            wide = font.get("/Subtype") == "/Type0"
            numbers = (
                [int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2)]
                if wide
                else list(codes)
            )
            for code in numbers:
                if code not in known:
                    content.unmapped.add(f"{font.get('/BaseFont')} {code}")
                text += known.get(code, "\ufffd")
        return text

    def _map_of(self, font: pikepdf.Object) -> dict[int, str]:
        if font.objgen not in self._maps:
            stream = font.get("/ToUnicode")
            self._maps[font.objgen] = {} if stream is None else to_unicode(stream.read_bytes())
        return self._maps[font.objgen]

    # --- tree ------------------------------------------------------------------------------------

    def _read_element(
        self, source: pikepdf.Object, parent: StructureElement | None
    ) -> StructureElement:
        element = StructureElement(str(source.S).lstrip("/"), source, parent)
        page = self.page_of.get(source.Pg.objgen, -1) if "/Pg" in source else -1
        for kid in _as_list(source.get("/K")):
            if isinstance(kid, int):
                element.kids.append(Kid(page, kid))
            elif kid.get("/Type") == "/MCR":
                on = self.page_of.get(kid.Pg.objgen, -1) if "/Pg" in kid else page
                element.kids.append(Kid(on, int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                on = self.page_of.get(kid.Pg.objgen, -1) if "/Pg" in kid else page
                element.kids.append(Kid(on, annotation=kid.Obj))
            else:
                element.kids.append(self._read_element(kid, element))
        return element


def to_unicode(data: bytes) -> dict[int, str]:
    """Return the characters of each code that a map names one by one."""
    known: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar\s(.*?)endbfchar", data, re.DOTALL):
        for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            known[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
    return known


def _as_list(kids: object) -> list[object]:
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]
