"""A learner of one version of Anki: imports a package, reviews, imports the next, and tells.

A program for the Python of that version, which has nothing but the standard library and ``anki``:
``python study.py FIRST.apkg SECOND.apkg TOLD.json`` writes one JSON object. (Not to stdout, where
Anki itself prints when it is slow.)
"""

import json
import sys
import tempfile
from pathlib import Path

import anki.lang
from anki.buildinfo import version
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

ANSWERS = 24
EASES = (4, 3, 1, 2)
SCHEDULE = "did, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data"


def main(first: str, second: str, to: str) -> None:
    anki.lang.set_lang("en_US")
    with tempfile.TemporaryDirectory(prefix="nnexport-study-") as folder:
        collection = Collection(str(Path(folder, "collection.anki2")))
        told = {"version": version, "first": read_package(collection, first)}
        told["problems"] = check(collection)
        told["reviewed"] = review(collection, ANSWERS)
        before = look(collection)
        told["second"] = read_package(collection, second)
        after = look(collection)
        told["again"] = read_package(collection, second)
        # A picture that was drawn again stays behind; Anki's own check of files removes it.
        told["problems"] += [*compare(before, after), *check(collection, may_leave_files=True)]
        told["notes"], told["shown"] = after["notes"], show(collection)
        collection.close()
    Path(to).write_text(json.dumps(told), encoding="utf-8")


def read_package(collection: Collection, path: str) -> dict:
    """Import with Anki's default options; return how many notes went which way."""
    log = collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=path, options=ImportAnkiPackageOptions())
    ).log
    collection.models._clear_cache()  # Or it would go on showing the old note types.
    names = {"new": log.new, "updated": log.updated, "same": log.duplicate}
    counts = {name: len(notes) for name, notes in names.items()}
    return counts | {"refused": len(log.conflicting)}


def review(collection: Collection, count: int) -> int:
    """Answer cards of every deck in turn; return how many answers were given."""
    given = 0
    for deck in collection.decks.all_names_and_ids():
        collection.decks.select(deck.id)
        while given < count and (card := collection.sched.getCard()):
            collection.sched.answerCard(card, EASES[given % len(EASES)])
            given += 1
    return given


def look(collection: Collection) -> dict:
    """Return notes by GUID, cards by GUID and place, and the history."""
    ask = collection.db.all
    return {
        "notes": {
            guid: [fields.split("\x1f"), sorted(tags.split())]
            for guid, fields, tags in ask("select guid, flds, tags from notes")
        },
        "cards": {
            f"{guid}:{place}": schedule
            for guid, place, *schedule in ask(
                f"select guid, ord, {SCHEDULE} from cards join notes on nid = notes.id".replace(
                    "flags", "cards.flags"
                ).replace("data", "cards.data")
            )
        },
        "history": ask("select id, cid, ease, ivl, lastIvl, factor, type from revlog order by id"),
    }


def compare(before: dict, after: dict) -> list:
    """Return what the second import took from the learner."""
    problems = []
    if before["history"] != after["history"]:
        problems.append("the history of reviews changed")
    for card, schedule in before["cards"].items():
        if card not in after["cards"]:
            problems.append(f"the card {card} is gone")
        elif schedule[6] and after["cards"][card] != schedule:
            problems.append(f"the schedule of the card {card} changed")
    problems += [f"the note {guid} is gone" for guid in before["notes"].keys() - after["notes"]]
    return problems


def check(collection: Collection, may_leave_files: bool = False) -> list:
    """Return what Anki's own checks find."""
    problems = []
    for card_id in collection.db.list("select id from cards"):
        try:
            collection._backend.render_existing_card(
                card_id=card_id, browser=False, partial_render=False
            )
        except Exception as problem:  # noqa: BLE001 -- each version has its own classes
            problems.append(f"the card {card_id} cannot be shown: {problem}")
    counts = collection.note_count(), collection.card_count()
    message, is_fine = collection.fix_integrity()
    if not is_fine or counts != (collection.note_count(), collection.card_count()):
        problems.append(f"the database check says: {message}")
    media = collection.media.check()
    problems += [f"missing: {name}" for name in media.missing]
    if not may_leave_files:
        problems += [f"unused: {name}" for name in media.unused]
    return problems


def show(collection: Collection) -> dict:
    """Return both sides of every card, in HTML."""
    shown = {}
    query = "select cards.id, guid, ord from cards join notes on nid = notes.id"
    for card_id, guid, place in collection.db.all(query):
        card = collection.get_card(card_id)
        shown[f"{guid}:{place}"] = [card.question(), card.answer()]
    return shown


if __name__ == "__main__":
    main(*sys.argv[1:])
