"""The elements of a sheet → the structure tree of a PDF, written while the sheet is drawn.

Drawing asks for the number of each stretch of marked content (MCID) and of each link; the tree
grows from the answers, so content and tree cannot disagree.

Source: ISO 32000-1, 14.7; ISO 14289-1 (PDF/UA-1), 7.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nnexport.exporters.pdf.objects import text_string
from nnexport.exporters.pdf.structure import DOCUMENT, HEADING, Element

DEEPEST_HEADING = 6

BOXED = frozenset({"Figure", "Formula", "Table"})
"""Roles of which the place on the page is said. Source: ISO 32000-1, table 343."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top; in points from the bottom left of the page."""

# Role → owner and key of what `Element.detail` says.
_DETAILS = {"TH": ("Table", "Scope"), "L": ("List", "ListNumbering")}


@dataclass(frozen=True, slots=True)
class Content:
    """A stretch of marked content; pages and MCIDs count from 0."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link on a page, by its number among all links; both count from 0."""

    page: int
    key: int


@dataclass(slots=True, eq=False)
class Node:
    """An element with what was drawn of it, in order."""

    element: Element
    parent: Node | None
    kids: list[Node | Content | Annotation] = field(default_factory=list)
    number: int = 0
    """Of its object in the file, once it has one."""

    role: str = ""
    box: Box | None = None
    """Around all that was drawn of a table or a picture, as long as that is one page."""

    box_page: int = -1

    @property
    def boxed(self) -> Node | None:
        """The nearest element with a box: this one, or one around it."""
        node: Node | None = self
        while node is not None and node.element.role not in BOXED:
            node = node.parent
        return node

    def cover(self, page: int, box: Box) -> None:
        """Let this element, which has a box, and those around it reach over something drawn."""
        node: Node | None = self
        while node is not None:
            if node.box_page < 0:
                node.box, node.box_page = box, page
            elif node.box_page != page:
                node.box = None
            elif node.box is not None:
                left, bottom, right, top = node.box
                node.box = (
                    min(left, box[0]),
                    min(bottom, box[1]),
                    max(right, box[2]),
                    max(top, box[3]),
                )
            node = node.parent.boxed if node.parent else None


class Structure:
    """The structure tree of a document while it is drawn."""

    def __init__(self) -> None:
        self._root = Node(Element(DOCUMENT), None)
        self._nodes: dict[Element, Node] = {}
        self._pages: list[list[Node]] = []
        self._links: list[Node] = []
        self.link_numbers: dict[int, int] = {}
        """Number of each link's object in the file, to be known when the tree is written."""

    def start_page(self) -> None:
        self._pages.append([])

    def place(self, element: Element) -> Node:
        """Give an element its place: after all that was drawn before inside its parent."""
        node = self._nodes.get(element)
        if node is None:
            if element.parent is None and element.role == DOCUMENT:
                node = self._root
                node.element = element
            else:
                parent = self.place(element.parent) if element.parent else self._root
                node = Node(element, parent)
                parent.kids.append(node)
            self._nodes[element] = node
        return node

    def add_content(self, element: Element) -> int:
        """Return the MCID of a stretch of content of the current page."""
        node = self.place(element)
        nodes = self._pages[-1]
        node.kids.append(Content(len(self._pages) - 1, len(nodes)))
        nodes.append(node)
        return len(nodes) - 1

    def cover(self, element: Element, box: Box) -> None:
        """Note where on the current page something of an element is drawn."""
        boxed = self.place(element).boxed
        if boxed is not None:
            boxed.cover(len(self._pages) - 1, box)

    def add_link(self, element: Element | None) -> int:
        """Return the key of a link on the current page in the parent tree, counted from 0.

        A place to click must belong to a link; what is in none gets one of its own.
        """
        owner = element.find("Link") if element else None
        node = self.place(owner or Element("Link", element))
        node.kids.append(Annotation(len(self._pages) - 1, len(self._links)))
        self._links.append(node)
        return len(self._links) - 1

    @property
    def link_count(self) -> int:
        return len(self._links)

    def forget(self) -> None:
        """Let go of elements of which nothing more will be drawn: all but the document.

        Of the others only what is written of them stays, once for all that are alike.
        """
        alike: dict[tuple[str, ...], Element] = {}
        root = self._root
        for node in self._nodes.values():
            if node is not root:
                node.element = _without_parent(node.element, alike)
                node.kids = node.kids[:]  # In no more room than they need.
        self._nodes = {root.element: root}

    def append(self, other: Structure) -> None:
        """Add the tree of the pages behind these; ``other`` is of no use then."""
        pages, links = len(self._pages), len(self._links)
        for node in _walk(other._root):
            node.kids = [_move(kid, pages, links) for kid in node.kids]
            node.box_page += pages if node.box_page >= 0 else 0
        for kid in other._root.kids:
            if isinstance(kid, Node):
                kid.parent = self._root
        self._root.kids += other._root.kids
        self._pages += other._pages
        self._links += other._links

    def objects(self, first: int, page_numbers: Mapping[int, int]) -> Iterator[tuple[int, bytes]]:
        """Yield number and body of the objects of the tree, the root with number ``first``.

        ``page_numbers`` are the numbers of the page objects, by page.
        """
        nodes = list(_walk(self._root))
        tree, number = first + 1, first + 2
        for node in nodes:
            node.number = number
            number += 1
        _assign_roles(nodes)
        keys = len(self._pages) + len(self._links)
        yield (
            first,
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>"
            % (self._root.number, tree, keys),
        )
        entries: list[str] = []
        arrays: list[tuple[int, bytes]] = []
        for page, content in enumerate(self._pages):
            if content:
                arrays.append((number, f"[{' '.join(map(_reference, content))}]".encode()))
                entries.append(f"{page} {number} 0 R")
                number += 1
        for key, node in enumerate(self._links, start=len(self._pages)):
            entries.append(f"{key} {_reference(node)}")
        yield tree, f"<</Nums[{' '.join(entries)}]>>".encode()
        for node in nodes:
            yield node.number, _write_node(node, first, page_numbers, self.link_numbers)
        yield from arrays


class Marker:
    """Marked content of one page: which element what is being written belongs to.

    Neighbours of one element are one stretch. Where nothing is marked, as on cards for scissors,
    there is no structure, and nothing is written.
    """

    def __init__(self, structure: Structure | None) -> None:
        self._structure = structure
        self._element: Element | None = None
        self._is_open = False
        self.has_box = False
        """What is open says where it stands on the page."""

        if structure is not None:
            structure.start_page()

    def switch(self, element: Element | None) -> Sequence[str]:
        """Return the operators before content of an element; of an artifact for ``None``."""
        if self._is_open and element is self._element:
            return ()
        if self._structure is None:
            return ()
        code = (*self.close(), _begin(self._structure, element))
        self._element, self._is_open = element, True
        self.has_box = element is not None and self._structure.place(element).boxed is not None
        return code

    def close(self) -> Sequence[str]:
        """Return the operators that end what is open."""
        if not self._is_open:
            return ()
        self._is_open = False
        return ("EMC",)

    def cover(self, left_pt: float, bottom_pt: float, right_pt: float, top_pt: float) -> None:
        """Note where what is open is drawn."""
        if self._structure is not None and self._element is not None:
            self._structure.cover(self._element, (left_pt, bottom_pt, right_pt, top_pt))

    def place(self, element: Element | None) -> None:
        """Give an element its place although nothing is printed of it."""
        if self._structure is not None and element is not None:
            self._structure.place(element)


def _begin(structure: Structure, element: Element | None) -> str:
    if element is None:
        return "/Artifact BMC"
    return f"/{element.role} <</MCID {structure.add_content(element)}>> BDC"


def _without_parent(element: Element, alike: dict[tuple[str, ...], Element]) -> Element:
    """Return an element that says the same; equal ones are one."""
    said = (element.role, element.alt, element.spoken, element.language, element.detail)
    key = (*said, str(element.level))
    if key not in alike:
        role, alt, spoken, language, detail = said
        alike[key] = Element(role, None, element.level, alt, spoken, language, detail)
    return alike[key]


def _move(kid: Node | Content | Annotation, pages: int, links: int) -> Node | Content | Annotation:
    """Return what is inside an element as it is behind so many pages and links."""
    match kid:
        case Content(page, mcid):
            return Content(page + pages, mcid)
        case Annotation(page, key):
            return Annotation(page + pages, key + links)
    return kid


def _walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it in reading order."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        stack += [kid for kid in reversed(node.kids) if isinstance(kid, Node)]


def _assign_roles(nodes: list[Node]) -> None:
    """Give headings the levels 1 to 6, each at most one below the heading before it.

    Deeper ones than PDF has are all of the last level.
    """
    open_levels: list[int] = []
    for node in nodes:
        node.role = node.element.role
        if node.role == HEADING:
            while open_levels and open_levels[-1] >= node.element.level:
                open_levels.pop()
            open_levels.append(node.element.level)
            node.role = f"H{min(len(open_levels), DEEPEST_HEADING)}"


def _reference(node: Node) -> str:
    return f"{node.number} 0 R"


def _write_node(
    node: Node, root: int, page_numbers: Mapping[int, int], link_numbers: Mapping[int, int]
) -> bytes:
    element = node.element
    page: int | None = None
    kids: list[str] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(f"{kid.number} 0 R")
        elif isinstance(kid, Annotation):
            number = link_numbers[kid.key]
            kids.append(f"<</Type/OBJR/Pg {page_numbers[kid.page]} 0 R/Obj {number} 0 R>>")
        elif page is None or page == kid.page:
            # An MCID alone is one of the page that the element names.
            page = kid.page
            kids.append(str(kid.mcid))
        else:
            kids.append(f"<</Type/MCR/Pg {page_numbers[kid.page]} 0 R/MCID {kid.mcid}>>")
    parent = node.parent.number if node.parent else root
    on_page = "" if page is None else f"/Pg {page_numbers[page]} 0 R"
    inside = f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]" if kids else ""
    body = f"<</S/{node.role}/P {parent} 0 R{on_page}{inside}".encode()
    if element.has_attributes or node.box:
        body += _attributes(node)
    return body + b">>"


def _attributes(node: Node) -> bytes:
    element = node.element
    code = b""
    if node.box:
        code += f"/A<</O/Layout/BBox[{' '.join(f'{side:.2f}' for side in node.box)}]>>".encode()
    if element.alt:
        code += b"/Alt" + text_string(element.alt)
    if element.spoken:
        code += b"/ActualText" + text_string(element.spoken)
    if element.language:
        code += b"/Lang" + text_string(element.language)
    if element.detail:
        owner, key = _DETAILS[element.role]
        code += f"/A<</O/{owner}/{key}/{element.detail}>>".encode()
    return code
