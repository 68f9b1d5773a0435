"""All pictures on one page, to compare at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was made."""

    file: str
    group: str
    """The card, or the PDF: what stands in one row."""

    caption: str
    width_px: int
    """How wide it is shown."""

    remark: str = ""
    """What is wrong with it."""


_STYLE = """\
body { margin: 1.5rem; font: 15px/1.4 system-ui, sans-serif; color: #222; background: #e6e8eb }
h2 { margin: 2rem 0 .5rem; font-size: 1.1rem }
.row { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start }
figure { margin: 0; flex: none }
figcaption { margin-bottom: .25rem; color: #555 }
figcaption b { color: #b3261e }
img { display: block; box-shadow: 0 0 0 1px #bbb; background: #fff }
"""


def make_contact_sheet(pictures: Sequence[Picture], remarks: Iterable[str]) -> str:
    """Return the page that shows all pictures, a row for each group."""
    groups: dict[str, list[Picture]] = {}
    for picture in pictures:
        groups.setdefault(picture.group, []).append(picture)
    rows = "".join(
        f'<h2>{escape(name)}</h2>\n<div class="row">\n{"".join(map(_figure, group))}</div>\n'
        for name, group in groups.items()
    )
    said = "".join(f"<p>{escape(remark)}</p>\n" for remark in remarks)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>Pictures</title>\n<style>\n{_STYLE}</style>\n</head>\n"
        f"<body>\n<h1>Pictures</h1>\n{said}{rows}</body>\n</html>\n"
    )


def _figure(picture: Picture) -> str:
    remark = f" <b>{escape(picture.remark)}</b>" if picture.remark else ""
    file = escape(picture.file)
    return (
        f"<figure><figcaption>{escape(picture.caption)}{remark}</figcaption>"
        f'<a href="{file}"><img src="{file}" width="{picture.width_px}"></a>'
        "</figure>\n"
    )
