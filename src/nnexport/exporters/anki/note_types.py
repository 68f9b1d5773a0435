"""The note types "nnexport Basic" and "nnexport Cloze": fields, templates and CSS.

Frozen: ids, names of the note types, the list of fields and its order. Anki takes a package whose
list of fields differs for another note type and then updates nothing. To add a field, rename a
spare one and keep its id. Templates and CSS may change at any time: their hash moves the stamp in
the lock.

The question has the same place on both sides. There is no script and nothing remote. Each field
runs in the direction of its first letter. How all this looks is said in ``style``.
"""

from __future__ import annotations

from dataclasses import dataclass

from nnexport.deck.identity import BASIC_NOTE_TYPE_ID, CLOZE_NOTE_TYPE_ID
from nnexport.deck.lock import hash_text
from nnexport.exporters.anki.style import CSS


@dataclass(frozen=True, slots=True)
class Field:
    """A field as Anki knows it: a renamed one is the same field while its id is the same."""

    id: int
    name: str
    spare: bool = False
    """Not shown on any card; folded away in Anki's editor."""


@dataclass(frozen=True, slots=True)
class NoteType:
    """Everything Anki has to know of a note type but when it changed."""

    kind: str
    id: int
    name: str
    fields: tuple[Field, ...]
    template_id: int
    template_name: str
    front: str
    back: str
    css: str


# Anki's clients look for exactly this rule: they scroll to it when the answer is shown.
_RULE = "\n\n<hr id=answer>\n\n"

_SECTION = '{{#Section}}<div class="section" dir="auto">{{Section}}</div>{{/Section}}\n'

# Without the class `tappable`, AnkiMobile would take a tap on the summary for one on the card.
_BELOW = """\
{{#Variants}}<details class="variants">
<summary class="tappable">Sources’ answers</summary>
{{Variants}}
</details>{{/Variants}}
{{#Source}}<div class="source" dir="auto">{{Source}}</div>{{/Source}}
</div>"""

_BASIC_FRONT = f"""\
<div class="front">
{_SECTION}<div class="question" dir="auto">{{{{Question}}}}</div>
</div>"""

_BASIC_BACK = f"""\
{{{{FrontSide}}}}{_RULE}<div class="back">
<div class="answer" dir="auto">{{{{Answer}}}}</div>
{_BELOW}"""

_CLOZE_FRONT = f"""\
<div class="front">
{_SECTION}<div dir="auto">{{{{cloze:Text}}}}</div>
</div>"""

# The rule must be there, but it is not to be seen where nothing stands below it.
_NOTHING = (
    '{{^Extra}}{{^Variants}}{{^Source}}<div class="nothing"></div>'
    "{{/Source}}{{/Variants}}{{/Extra}}"
)

_CLOZE_BACK = f"""\
{_CLOZE_FRONT}
{_NOTHING}{_RULE}<div class="back">
{{{{#Extra}}}}<div class="answer" dir="auto">{{{{Extra}}}}</div>{{{{/Extra}}}}
{_BELOW}"""

BASIC = NoteType(
    kind="basic",
    id=BASIC_NOTE_TYPE_ID,
    name="nnexport Basic",
    fields=(
        Field(176_368_320_010_101, "Question"),
        Field(176_368_320_010_102, "Answer"),
        Field(176_368_320_010_103, "Variants"),
        Field(176_368_320_010_104, "Section"),
        Field(176_368_320_010_105, "Source"),
        Field(176_368_320_010_106, "Extra1", spare=True),
        Field(176_368_320_010_107, "Extra2", spare=True),
        Field(176_368_320_010_108, "Extra3", spare=True),
        Field(176_368_320_010_109, "Extra4", spare=True),
        Field(176_368_320_010_110, "Extra5", spare=True),
    ),
    template_id=176_368_320_010_191,
    template_name="Card",
    front=_BASIC_FRONT,
    back=_BASIC_BACK,
    css=CSS,
)

CLOZE = NoteType(
    kind="cloze",
    id=CLOZE_NOTE_TYPE_ID,
    name="nnexport Cloze",
    fields=(
        Field(176_368_320_020_201, "Text"),
        Field(176_368_320_020_202, "Extra"),
        Field(176_368_320_020_203, "Variants"),
        Field(176_368_320_020_204, "Section"),
        Field(176_368_320_020_205, "Source"),
        Field(176_368_320_020_206, "Extra1", spare=True),
        Field(176_368_320_020_207, "Extra2", spare=True),
        Field(176_368_320_020_208, "Extra3", spare=True),
        Field(176_368_320_020_209, "Extra4", spare=True),
        Field(176_368_320_020_210, "Extra5", spare=True),
    ),
    template_id=176_368_320_020_291,
    template_name="Cloze",
    front=_CLOZE_FRONT,
    back=_CLOZE_BACK,
    css=CSS,
)

NOTE_TYPES = {note_type.kind: note_type for note_type in (BASIC, CLOZE)}


def note_type_hashes() -> dict[str, str]:
    """Return, for each kind, the hash of what may change: templates, CSS and names of fields."""
    return {
        kind: hash_text(
            each.template_name, each.front, each.back, each.css, *(f.name for f in each.fields)
        )
        for kind, each in NOTE_TYPES.items()
    }
