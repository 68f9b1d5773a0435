"""Explaining: where each unit of an answer comes from."""

from __future__ import annotations

from nnexport.deck.document import Note, NoteId, Place, SourceId, Variant
from nnexport.merging.folding.answers import make_answer
from nnexport.merging.folding.explain import explain_answer, explanation_json, format_explanation


def variant(source: str, text: str, *flags: str) -> Variant:
    return Variant(Place(SourceId(source), ((5, 5),)), text, flags=flags)


VARIANTS = (
    variant("a", "A glacier is a river of ice. It flows slowly."),
    variant("b", "A glacier is a river of ice, as everyone knows. It carves val", "truncated"),
)


def note(extra: str = "") -> Note:
    answer = make_answer(VARIANTS, "merged", {}).text
    return Note(NoteId("glacier"), "What is a glacier?", answer + extra, variants=VARIANTS)


def test_each_unit_has_its_origin() -> None:
    found = {
        o.text: (o.status, [v.place.source for v in o.variants])
        for o in explain_answer(note(), {}).units
    }
    assert found == {
        "A glacier is a river of ice, as everyone knows.": ("kept", ["b"]),
        "It flows slowly.": ("kept", ["a"]),
        "A glacier is a river of ice.": ("folded", ["a"]),
        "It carves val": ("cut", ["b"]),
    }


def test_what_was_written_by_hand_is_marked() -> None:
    (edited,) = [o for o in explain_answer(note(" Mine."), {}).units if o.status == "edited"]
    assert (edited.text, edited.variants) == ("Mine.", ())


def test_an_explanation_names_places() -> None:
    explanation = explain_answer(note(" Mine."), {})
    text = format_explanation(explanation)
    assert (
        "= A glacier is a river of ice.\n    a:5; 1.00 covered by: A glacier is a river of ice, as"
        in text
    )
    assert "x It carves val\n    b:5; broken off, left out" in text
    assert "* Mine.\n    written by hand" in text
    units = explanation_json(explanation)["units"]
    assert isinstance(units, list)
    assert units[0]["origins"] == [{"source": "b", "lines": "5"}]


def test_what_contradicts_something_is_kept_and_marked() -> None:
    variants = (
        variant("a", "Water boils at 100 °C at sea level. It is a liquid."),
        variant("b", "At sea level, water boils at 90 °C."),
    )
    answer = make_answer(variants, "merged", {}).text
    made = Note(NoteId("water"), "When does water boil?", answer, variants=variants)
    explanation = explain_answer(made, {})
    against = {o.text: o.covered_by for o in explanation.units if o.status == "contradiction"}
    one, other = "Water boils at 100 °C at sea level.", "At sea level, water boils at 90 °C."
    assert against == {one: other, other: one}
    units = explanation_json(explanation)["units"]
    assert isinstance(units, list)
    assert {"contradiction", "kept"} == {unit["status"] for unit in units}
    assert f"! {one}\n    a:5; 1.00 contradicted by: {other}" in format_explanation(explanation)
