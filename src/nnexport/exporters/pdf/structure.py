"""What printed things are: the elements of a document that a screen reader goes through.

Whoever makes marks says to which element they belong; nobody builds a tree. An element knows its
parent only. Which children it has, and in which order, follows from the marks: what is printed
first is read first. So an element may go on over lines, columns and pages and stays one, and an
element of which nothing is printed does not exist. A mark without an element is an *artifact*:
running heads, rules, repeated labels, which no screen reader speaks.

Chosen over a tree beside the marks: rows are cut, moved and repeated by every layout, and two
trees would have to follow each other. Rejected: marks that open and close an element, which break
when a row is left out.

Source: ISO 32000-1, 14.7 and 14.8; the roles are those of 14.8.4.
"""

from __future__ import annotations

from dataclasses import dataclass

DOCUMENT = "Document"
HEADING = "H"
"""With ``level``; written as ``H1`` to ``H6``, see :mod:`nnexport.exporters.pdf.tagging`."""


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One element: two paragraphs with equal words are two."""

    role: str
    """A standard role, such as ``P``."""

    parent: Element | None = None
    """``None`` for what stands at the top of the document."""

    level: int = 0
    """Of a heading, counted as is handy: 1, 2, 5 become H1, H2, H3 where nothing is between."""

    alt: str = ""
    """What a formula or a picture says, for those who do not see it."""

    spoken: str = ""
    """What the marks stand for, where they are not its letters (``ActualText``)."""

    language: str = ""
    """Where it is another one than that of the element around."""

    detail: str = ""
    """``Scope`` of a ``TH``; ``ListNumbering`` of an ``L``."""

    def find(self, role: str) -> Element | None:
        """Return the nearest element of a role: this one, or one around it."""
        element: Element | None = self
        while element is not None and element.role != role:
            element = element.parent
        return element

    @property
    def spoken_language(self) -> str:
        """The language of what is inside; empty where nobody said it."""
        element: Element | None = self
        while element is not None and not element.language:
            element = element.parent
        return element.language if element else ""

    @property
    def has_attributes(self) -> bool:
        return bool(self.alt or self.spoken or self.language or self.detail)

    def open(
        self,
        role: str,
        *,
        level: int = 0,
        alt: str = "",
        spoken: str = "",
        language: str = "",
        detail: str = "",
    ) -> Element:
        """Return a new element inside this one."""
        return Element(role, self, level, alt, spoken, language, detail)
