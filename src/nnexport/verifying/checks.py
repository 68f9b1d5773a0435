"""What Anki's own checks say of a collection that holds one package.

An import makes none of these checks: what they find, a learner meets later, at a review or when
Anki tidies up. Only the worker imports this module.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from nnexport.exporters.anki.reading import Package
from nnexport.verifying.collections import Collection, name_of, plain
from nnexport.verifying.facts import Finding, Import

_MANY_NOTES = 2_000
"""From here on Anki compares only suspicious notes: each comparison looks at all of them."""


def check_collection(collection: Collection, package: Package, counts: Import) -> Iterator[Finding]:
    """Yield all that is wrong with a package that was imported into an empty collection."""
    yield from _check_import(package, counts)
    yield from _check_note_types(collection)
    yield from _check_notes(collection)
    yield from _check_cards(collection)
    yield from _check_media(collection, package)
    # Last, for it mends what it finds.
    yield from _check_integrity(collection)


def _check_import(package: Package, counts: Import) -> Iterator[Finding]:
    if counts.new != counts.found:
        lost = counts.found - counts.new
        yield Finding("NN331", f"Anki took {counts.new} of {counts.found} notes; not {lost}")
    for guid in package.repeated:
        yield Finding("NN331", f"two notes have the GUID {guid}: only one will ever be updated")


def _check_note_types(collection: Collection) -> Iterator[Finding]:
    for each in _used_note_types(collection):
        try:
            collection.models.update_dict(each)
        except Exception as error:  # noqa: BLE001  whatever Anki has against the note type
            yield Finding("NN332", f"the note type “{each['name']}”: {plain(str(error))}")


def _used_note_types(collection: Collection) -> Iterator[Any]:  # Anki's own dictionaries
    models = collection.models
    for each in models.all_names_and_ids():
        note_type = models.get(each.id)
        if models.use_count(note_type):
            yield note_type


_STATES = {
    1: "its first field is empty",
    3: "it is a cloze note without a deletion",
    4: "it has a cloze deletion and is no cloze note: Anki shows the signs",
    5: "its cloze deletion stands in a field that no card uses",
}
"""What Anki's editor says of fields, by its own numbers. 2, a duplicate, is found otherwise."""


def _check_notes(collection: Collection) -> Iterator[Finding]:
    numbers = collection.find_notes("")
    rows = collection.db.all("select id, flds from notes order by id")
    for number, fields in rows:
        first = fields.split("\x1f")[0]
        suspicious = "{{c" in fields or not plain(first) or len(numbers) <= _MANY_NOTES
        state = int(collection.get_note(number).fields_check()) if suspicious else 0
        if state in _STATES:
            yield Finding("NN333", f"{name_of(fields)}: {_STATES[state]}")
    for each in _used_note_types(collection):
        (first_field, *_) = each["flds"]
        query = f'"note:{each["name"]}"'
        for text, twins in collection.find_dupes(first_field["name"], query):
            yield Finding("NN334", f"{len(twins)} notes begin alike: {name_of(text)}")


def _check_cards(collection: Collection) -> Iterator[Finding]:
    for number in collection.find_cards(""):
        try:
            # Raises where showing the card would only put the error on it.
            collection._backend.render_existing_card(
                card_id=number, browser=False, partial_render=False
            )
        except Exception as error:  # noqa: BLE001  whatever Anki has against the card
            fields = collection.get_card(number).note().joined_fields()
            yield Finding("NN332", f"a card of {name_of(fields)}: {plain(str(error))}")
    query = "select flds from notes where id not in (select nid from cards)"
    for fields in collection.db.list(query):
        yield Finding("NN335", f"{name_of(fields)} has no card")
    for each in collection.get_empty_cards().notes:
        fields = collection.get_note(each.note_id).joined_fields()
        yield Finding("NN335", f"{name_of(fields)} has {len(each.card_ids)} empty cards")


_TEMPLATE_FILE = re.compile(
    r"""(?:src|href)\s*=\s*["']?(?P<attribute>[^"'\s>]+)|url\(\s*["']?(?P<css>[^"')]+)""",
    re.IGNORECASE,
)


def _check_media(collection: Collection, package: Package) -> Iterator[Finding]:
    found = collection.media.check()
    used = set()
    for each in _used_note_types(collection):
        texts = [each["css"], *(t[side] for t in each["tmpls"] for side in ("qfmt", "afmt"))]
        for match in _TEMPLATE_FILE.finditer("\n".join(texts)):
            name = unquote(match["attribute"] or match["css"]).strip()
            if re.match(r"[a-z]+:|//|#|\{\{", name, re.IGNORECASE):
                continue
            used.add(name)
            if not collection.media.have(name):
                yield Finding("NN337", f"the cards of “{each['name']}” use {name}")
    for name in found.missing:
        yield Finding("NN337", f"a note uses {name}")
    # Anki imports only what a note uses, or what its name marks as part of a template.
    imported = {each.name for each in Path(collection.media.dir()).iterdir()}
    unused = dict.fromkeys([*found.unused, *(set(package.media) - imported)])
    for name in sorted(unused):
        if name not in used:
            yield Finding("NN338", f"no note uses {name}")


def _check_integrity(collection: Collection) -> Iterator[Finding]:
    before = collection.note_count(), collection.card_count()
    message, is_sound = collection.fix_integrity()
    after = collection.note_count(), collection.card_count()
    if not is_sound:
        yield Finding("NN336", plain(message))
    elif before != after:
        # It is silent about cards that it makes.
        texts = [f"{notes} notes and {cards} cards" for notes, cards in (before, after)]
        yield Finding("NN336", f"Anki made {texts[1]} of {texts[0]}")


def count_note_types(collection: Collection) -> tuple[tuple[str, int], ...]:
    """Return the names of the note types that have notes, and how many."""
    counts: Counter[str] = Counter()
    for each in _used_note_types(collection):
        counts[str(each["name"])] = collection.models.use_count(each)
    return tuple(sorted(counts.items()))
