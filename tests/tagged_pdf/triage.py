"""What is wrong with a tagged PDF, as sentences; empty for a good one.

Source: ISO 14289-1 (PDF/UA-1), ISO 32000-1 (14.7, 14.8), ISO 19005-2 (PDF/A-2, level U).
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator

import pikepdf

from tests.tagged_pdf.reading import Kid, StructureElement, TaggedFile

STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 "
    "H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry "
    "Code Link Annot Ruby Warichu Figure Formula Form".split()
)

CHILDREN = {
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody", "Div"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOC", "TOCI", "Caption"},
}
"""Elements that may hold nothing but these, and no content of their own."""

PARENTS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TOCI": {"TOC"},
}

MAY_BE_EMPTY = {"TD", "TH"}
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NEVER_SHOWN = re.compile("[\x00\ufeff\ufffe\ue000-\uf8ff\U000f0000-\U0010ffff]")


def faults(data: bytes) -> list[str]:
    """Return all faults of a tagged PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        file = TaggedFile(pdf)
        return [
            *content_faults(file),
            *tree_faults(file),
            *heading_faults(file),
            *nesting_faults(file),
            *table_faults(file),
            *box_faults(file),
            *link_faults(file),
            *alternative_faults(file),
            *document_faults(file),
            *font_faults(file),
        ]


def file_faults(data: bytes) -> list[str]:
    """Return the faults that no PDF may have, tagged or not."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [*pdf.check_pdf_syntax(), *font_faults(TaggedFile(pdf))]


def content_faults(file: TaggedFile) -> Iterator[str]:
    for number, content in enumerate(file.contents, start=1):
        if content.unbalanced:
            yield f"page {number}: marked content is not balanced"
        for shown in content.loose:
            yield f"page {number}: {shown!r} is neither tagged nor an artifact"
        for nested in content.nested:
            yield f"page {number}: {nested}"
        for code in sorted(content.unmapped):
            yield f"page {number}: no character for code {code}"
        counts = Counter(each.mcid for each in content.stretches if each.mcid is not None)
        for mcid, count in counts.items():
            if count > 1:
                yield f"page {number}: MCID {mcid} is there {count} times"
        for each in content.stretches:
            if each.mcid is not None and each.is_empty:
                yield f"page {number}: nothing is in MCID {each.mcid}"


def tree_faults(file: TaggedFile) -> Iterator[str]:
    uses: Counter[tuple[int, int]] = Counter()
    for element in file.elements():
        if element.role not in STANDARD:
            yield f"{element.role} is no standard role"
        above = element.parent.object if element.parent else file.pdf.Root.StructTreeRoot
        if element.object.P.objgen != above.objgen:
            yield f"{element.role} names another parent"
        if not element.kids and element.role not in MAY_BE_EMPTY:
            yield f"{element.role} is empty"
        for kid in element.contents:
            if kid.annotation is None:
                uses[kid.page, kid.mcid] += 1
                yield from _parent_faults(file, element, kid)
    for page, content in enumerate(file.contents):
        for each in content.stretches:
            if each.mcid is not None and not uses.pop((page, each.mcid), 0):
                yield f"page {page + 1}: MCID {each.mcid} is in no element"
    for (page, mcid), count in uses.items():
        if count:
            yield f"page {page + 1}: there is no MCID {mcid}"


def _parent_faults(file: TaggedFile, element: StructureElement, kid: Kid) -> Iterator[str]:
    name = f"page {kid.page + 1}, MCID {kid.mcid}"
    if kid.page < 0:
        yield f"{name}: no page"
        return
    parents = file.parent_tree.get(int(file.pdf.pages[kid.page].obj.get("/StructParents", -1)))
    if parents is None or kid.mcid >= len(parents):
        yield f"{name} is not in the parent tree"
    elif parents[kid.mcid].objgen != element.object.objgen:
        yield f"{name} has another parent in the parent tree"


def heading_faults(file: TaggedFile) -> Iterator[str]:
    before = 0
    for element in file.elements():
        match = re.fullmatch(r"H([1-6])", element.role)
        if match is None:
            continue
        level = int(match[1])
        if level > before + 1:
            yield f"H{level} after {f'H{before}' if before else 'no heading'}"
        before = level


def nesting_faults(file: TaggedFile) -> Iterator[str]:
    for element in file.elements():
        parent = element.parent.role if element.parent else "the root"
        if element.role in PARENTS and parent not in PARENTS[element.role]:
            yield f"{element.role} in {parent}"
        if element.role in CHILDREN:
            for kid in element.elements:
                if kid.role not in CHILDREN[element.role]:
                    yield f"{kid.role} in {element.role}"
            if element.contents:
                yield f"content right inside {element.role}"
        if element.role == "L" and not element.attribute("ListNumbering"):
            yield "L without ListNumbering"
        if element.role == "LI":
            roles = [kid.role for kid in element.elements]
            if roles not in (["Lbl"], ["LBody"], ["Lbl", "LBody"]):
                yield f"LI with {roles}"
        if element.parent is None and element.role != "Document":
            yield f"{element.role} at the top"


def table_faults(file: TaggedFile) -> Iterator[str]:
    for table in file.elements():
        if table.role != "Table":
            continue
        rows = [each for each in table.walk() if each.role == "TR"]
        widths = {len(row.elements) for row in rows}
        if len(widths) != 1:
            yield f"Table with rows of {sorted(widths)} cells"
        cells = [cell for row in rows for cell in row.elements]
        headers = [cell for cell in cells if cell.role == "TH"]
        if not headers:
            yield "Table without TH"
        if any(cell.attribute("Scope") not in ("Column", "Row", "Both") for cell in headers):
            yield "TH without Scope"


def box_faults(file: TaggedFile) -> Iterator[str]:
    for element in file.elements():
        if element.role not in ("Figure", "Formula", "Table"):
            continue
        pages = {kid.page for each in element.walk() for kid in each.contents}
        box = element.object.get("/A", {}).get("/BBox")
        if box is None:
            if len(pages) == 1:
                yield f"{element.role} without BBox"
            continue
        left, bottom, right, top = (float(side) for side in box)
        (page, *others) = pages
        x0, y0, x1, y1 = (float(side) for side in file.pdf.pages[page].mediabox)
        if others or not (x0 <= left < right <= x1 and y0 <= bottom < top <= y1):
            yield f"{element.role} with a wrong BBox"


def link_faults(file: TaggedFile) -> Iterator[str]:
    owners = {
        kid.annotation.objgen: (element, kid.page)
        for element in file.elements()
        for kid in element.contents
        if kid.annotation is not None
    }
    for element in file.elements():
        if element.role == "Link" and not any(kid.annotation for kid in element.contents):
            yield "Link without a place to click"
    for number, page in enumerate(file.pdf.pages, start=1):
        annotations = list(page.obj.get("/Annots", []))
        if annotations and page.obj.get("/Tabs") != "/S":
            yield f"page {number}: order of tabs is not that of the structure"
        for annotation in annotations:
            if not str(annotation.get("/Contents", "")):
                yield f"page {number}: link without Contents"
            if not int(annotation.get("/F", 0)) & 4 or int(annotation.get("/F", 0)) & 3:
                yield f"page {number}: link that is not printed"
            owner, on = owners.get(annotation.objgen, (None, -1))
            if owner is None or owner.role != "Link" or on != number - 1:
                yield f"page {number}: link in no Link element"
                continue
            named = file.parent_tree.get(int(annotation.get("/StructParent", -1)))
            if named is None or named.objgen != owner.object.objgen:
                yield f"page {number}: link has another parent in the parent tree"
            if "/A" not in annotation and not _leads(file, annotation.get("/Dest")):
                yield f"page {number}: link to nowhere"


def _leads(file: TaggedFile, target: object) -> bool:
    return isinstance(target, pikepdf.Array) and target[0].objgen in file.page_of


def alternative_faults(file: TaggedFile) -> Iterator[str]:
    for element in file.elements():
        if element.role in ("Figure", "Formula") and not str(element.object.get("/Alt", "")):
            yield f"{element.role} without Alt"
        language = element.object.get("/Lang")
        if language is not None and not LANGUAGE.fullmatch(str(language)):
            yield f"{element.role} in language {str(language)!r}"


def document_faults(file: TaggedFile) -> Iterator[str]:
    root = file.pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "not marked as tagged"
    if not file.top:
        yield "no structure"
    if not LANGUAGE.fullmatch(str(root.get("/Lang", ""))):
        yield "no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "the title is not displayed"
    if "/OutputIntents" not in root:
        yield "no output intent"
    if "/Metadata" not in root:
        yield "no metadata"
        return
    packet = root.Metadata.read_bytes().decode()
    wanted = {
        "a title": r"<dc:title><rdf:Alt><rdf:li[^>]*>[^<]+</rdf:li>",
        "PDF/UA-1": r"<pdfuaid:part>1</pdfuaid:part>",
        "PDF/A-2": r"<pdfaid:part>2</pdfaid:part>",
        "level U": r"<pdfaid:conformance>U</pdfaid:conformance>",
    }
    for name, pattern in wanted.items():
        if not re.search(pattern, packet, re.DOTALL):
            yield f"the metadata has not {name}"


def font_faults(file: TaggedFile) -> Iterator[str]:
    for name, font in file.fonts():
        real = font.DescendantFonts[0] if font.get("/Subtype") == "/Type0" else font
        descriptor = real.get("/FontDescriptor", {})
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"font {name} is not embedded"
        if "/ToUnicode" not in font:
            yield f"font {name} has no map to characters"
            continue
        for code, text in file._map_of(font).items():
            if not text or _NEVER_SHOWN.search(text):
                yield f"font {name} maps {code} to {text!r}"
