"""The note types "nnexport Basic" and "nnexport Cloze": fields, templates and CSS.

Frozen: ids, names of the note types, the list of fields and its order. Anki takes a package whose
list of fields differs for another note type and then updates nothing. To add a field, rename a
spare one and keep its id. Templates and CSS may change at any time: their hash moves the stamp in
the lock.

The design: system fonts, left-aligned prose of readable width, the same place for the question on
both sides, no script and nothing remote. Lists, tables and code look like what they are. Each field
runs in the direction of its first letter. Colours are for both modes, each with its own background,
because clients would mix theirs with ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from nnexport.deck.identity import BASIC_NOTE_TYPE_ID, CLOZE_NOTE_TYPE_ID
from nnexport.deck.lock import hash_text


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

_CLOZE_BACK = f"""\
{_CLOZE_FRONT}{_RULE}<div class="back">
{{{{#Extra}}}}<div class="answer" dir="auto">{{{{Extra}}}}</div>{{{{/Extra}}}}
{_BELOW}"""

CSS = """\
.card {
  --text: #22262b;
  --soft: #636b75;
  --line: #d9dde2;
  --shade: #f2f4f6;
  --accent: #14599e;
  --paper: #ffffff;
  color: var(--text);
  background-color: var(--paper);
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans",
    Arial, sans-serif;
  font-size: 18px;
  line-height: 1.55;
  text-align: start;
  overflow-wrap: break-word;
}
.card.nightMode, .card.night_mode {
  --text: #dfe3e8;
  --soft: #9aa3ad;
  --line: #434a52;
  --shade: #2b3036;
  --accent: #86bbf2;
  --paper: #1d2125;
  color: var(--text);
  background-color: var(--paper);
}

.front, .back { max-width: 40em; margin: 0 auto; }
hr#answer {
  max-width: 40em; height: 0; margin: 1.1em auto;
  border: 0; border-top: 1px solid var(--line); background: none;
}
.section { margin-bottom: .5em; color: var(--soft); font-size: .8em; }
.question { font-size: 1.15em; font-weight: 600; line-height: 1.4; }
.question pre, .question table { font-size: .85em; font-weight: 400; }
.question > p ~ * { font-weight: 400; }
.source { margin-top: 1.2em; color: var(--soft); font-size: .8em; }

.front > :first-child, .question > :first-child, .answer > :first-child { margin-top: 0; }
.question > :last-child, .answer > :last-child { margin-bottom: 0; }
.card p { margin: .65em 0; }
.card ul, .card ol { margin: .65em 0; padding: 0; padding-inline-start: 1.5em; }
.card ul.choices { padding: 0; list-style: none; }
.card li { margin: .3em 0; }
.card li > ul, .card li > ol { margin: .3em 0; }
.card li > p { margin: .3em 0; }
.card h1, .card h2, .card h3, .card h4, .card h5, .card h6 {
  margin: 1.1em 0 .4em; font-size: 1.05em; font-weight: 600; line-height: 1.35;
}
.card h1 { font-size: 1.2em; }
.card h2 { font-size: 1.1em; }
.card blockquote {
  margin: .65em 0; padding: 0; padding-inline-start: .9em;
  border: 0; border-inline-start: 3px solid var(--line); color: var(--soft);
}
.answer hr { height: 0; margin: 1em 0; border: 0; border-top: 1px solid var(--line); }
.card a { color: var(--accent); }
.card code, .card kbd {
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: .86em; background: var(--shade); border-radius: .25em; padding: .1em .3em;
  white-space: pre-wrap; unicode-bidi: isolate;
}
.card kbd { border: 1px solid var(--line); border-bottom-width: 2px; }
.card pre {
  direction: ltr; margin: .65em 0; padding: .7em .9em; overflow-x: auto; text-align: left;
  line-height: 1.45; background: var(--shade); border-radius: .4em; tab-size: 4;
}
.card pre code { padding: 0; background: none; white-space: pre; overflow-wrap: normal; }
.mobile .card pre code { white-space: pre-wrap; overflow-wrap: anywhere; }
.scroll { margin: .65em 0; overflow-x: auto; }
.card table { border-collapse: collapse; font-size: .92em; line-height: 1.4; }
.card th, .card td {
  min-width: 4em; padding: .35em .7em; border: 1px solid var(--line);
  text-align: start; vertical-align: top;
}
.card th { background: var(--shade); font-weight: 600; }
.card .center { text-align: center; }
.card .right { text-align: right; }
.card .left { text-align: left; }
.card mjx-container[display="true"] { overflow-x: auto; overflow-y: hidden; }
.image { color: var(--soft); font-style: italic; }
.card .cloze { color: var(--accent); font-weight: 600; }
.question + .answer { margin-top: .8em; }
.card sub, .card sup { line-height: 0; }

.variants { margin-top: 1.4em; border-top: 1px solid var(--line); font-size: .9em; }
.variants summary { padding: .7em 0; color: var(--soft); cursor: pointer; }
.variant {
  margin: 0 0 1em; padding-inline-start: .9em; border-inline-start: 3px solid var(--line);
}
.variant .from { color: var(--soft); font-weight: 600; }
.variant > :last-child { margin-bottom: 0; }
"""

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
