"""Lists on paper: numbers, tasks, and all that an item can hold."""

from __future__ import annotations

import pytest

from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import LAYOUTS, Deck, Note, NoteId
from nnexport.deck.markup import BulletList
from nnexport.exporters.pdf import PdfOptions, export_pdf, lay_out
from nnexport.exporters.pdf.page import Glyphs
from nnexport.exporters.pdf.tasks import read_task
from tests.tagged_pdf.triage import faults


def one(answer: str, language: str = "en") -> Deck:
    notes = (Note(NoteId("n"), "Q", answer, "1"),)
    return Deck("d", "Title", language=language, notes=notes)


def glyphs(deck: Deck, layout: str = "study") -> dict[str, tuple[float, float, float]]:
    """Return left side, right side and height of what is printed."""
    sheet, _ = lay_out(deck, PdfOptions(layout=layout))
    return {
        mark.text.strip(): (
            placed.x_pt + mark.x_pt,
            placed.x_pt + mark.x_pt + mark.width_pt,
            placed.y_pt + mark.y_pt,
        )
        for page in sheet.pages
        for placed in page.placed
        for mark in placed.marks
        if isinstance(mark, Glyphs)
    }


def test_wide_numbers_end_at_one_place_and_their_texts_begin_at_one() -> None:
    found = glyphs(one("998. first\n999. second\n1000. third\n1001. fourth"))
    ends = [found[number][1] for number in ("998.", "999.", "1000.", "1001.")]
    assert ends == pytest.approx([ends[0]] * 4, abs=0.05)
    starts = [found[text][0] for text in ("first", "third")]
    assert starts[0] == pytest.approx(starts[1])
    assert starts[0] > ends[0] + 2


def test_numbers_from_the_right_end_at_one_place_too() -> None:
    found = glyphs(one("9. אחת\n10. שתים\n11. שלוש", "he"))
    sides = [found[number][0] for number in ("9", "10", "11")]
    assert sides == pytest.approx([sides[0]] * 3, abs=0.05)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_tasks_have_boxes(layout: str) -> None:
    found = glyphs(one("- [ ] open\n- [x] done\n- [X] `code`\n- plain [x]"), layout)
    assert {"☐", "☑", "open", "done", "code", "•", "plain [x]"} <= found.keys()
    assert not any(text.startswith("[") for text in found)


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("- [ ] a", "☐"),
        ("- [x] *a*", "☑"),
        ("- [x]", ""),
        ("- [y] a", ""),
        ("- [x](link) a", ""),
        ("- a [ ] b", ""),
        ("- [x]a", ""),
    ],
)
def test_only_tasks_are_tasks(text: str, box: str) -> None:
    (block,) = parse_blocks(text)
    assert isinstance(block, BulletList)
    task = read_task(block.items[0])
    assert (task[0] if task else "") == box


EVERYTHING = """1. One paragraph.

   Another one.

   ```python
   x = 1
   ```

2. > A quote at once.
   >
   > > One in it.

3. | a | b |
   |---|---|
   | 1 | 2 |

4. $$x^2$$

5. - nested
     - deeper
       1. numbers
          - [ ] task
6.
7. ![no picture](gone.png)
"""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_item_can_hold_everything(layout: str) -> None:
    data, diagnostics = export_pdf(one(EVERYTHING), PdfOptions(layout=layout))
    assert {each.code for each in diagnostics} <= {"NN304", "NN350"}
    if layout in ("study", "cheatsheet"):
        assert not faults(data)
    found = glyphs(one(EVERYTHING), layout)
    assert {"1.", "2.", "3.", "4.", "5.", "6.", "7.", "deeper", "task"} <= found.keys()


def test_what_stands_at_once_beside_its_number_is_on_its_line() -> None:
    found = glyphs(one(EVERYTHING))
    for number, text in (("2.", "A quote at once."), ("3.", "a")):
        assert found[number][2] == pytest.approx(found[text][2])
