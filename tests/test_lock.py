"""The lock: what it remembers, how it is written, and when a note counts as changed."""

from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nnexport.deck.identity import creation_shift_ms, is_id
from nnexport.deck.lock import (
    KEPT,
    Generated,
    Lock,
    LockedDeletion,
    LockedNote,
    NoteTypeStamp,
    Removed,
    hash_text,
    locked_notes,
    stamp_notes,
    unite_locks,
    with_notes,
    with_removed,
    without_notes,
    without_removed,
)
from nnexport.deck.lock_file import dump_lock, load_lock
from nnexport.deck.lock_sides import unite_lock
from nnexport.diagnostics import format_diagnostic

CLOCK = 1_795_255_200  # 2026-11-21T10:00:00Z

FULL = Lock(
    deck="neural-networks",
    note_types=(NoteTypeStamp("basic", "00f1", CLOCK), NoteTypeStamp("cloze", "12e3", CLOCK)),
    notes=(
        LockedNote("010", CLOCK * 1000 + 2, CLOCK, "1111111111111111"),
        LockedNote(
            "batch-normalization",
            CLOCK * 1000 + 1,
            CLOCK + 60,
            "9f86d081884c7d65",
            Generated("2c26b46b68ffc68f", "fcde2b2e", "ba78", "2c26-fcde"),
            (("answers-a", "16"), ("no", "it's 3b")),
        ),
        LockedNote("never-exported", generated=Generated(question="abc")),
        LockedNote("no"),
        LockedNote("of-gaps", CLOCK * 1000, CLOCK, "ab12", kind="cloze"),
    ),
    removed=(
        Removed("null", "user"),
        Removed("old-id", "source", "Why?\n\n- a) so", (("tags", "one two"), ("skip", "true"))),
    ),
    anki="Science::Neural Networks",
)

TEXT = """\
# written by nnexport; commit it, do not edit
nnexport-lock: 1
deck: neural-networks
anki: 'Science::Neural Networks'
note_types: {basic: {hash: 00f1, mod: 2026-11-21T10:00:00Z}, \
cloze: {hash: '12e3', mod: 2026-11-21T10:00:00Z}}
notes:
  '010':
    created: 2026-11-21T10:00:00.002Z
    mod: 2026-11-21T10:00:00Z
    exported: '1111111111111111'
  batch-normalization:
    created: 2026-11-21T10:00:00.001Z
    mod: 2026-11-21T10:01:00Z
    exported: 9f86d081884c7d65
    generated: {question: 2c26b46b68ffc68f, answer: fcde2b2e, tags: ba78, variants: 2c26-fcde}
    numbers: {answers-a: '16', 'no': 'it''s 3b'}
  never-exported:
    generated: {question: abc}
  'no': {}
  of-gaps:
    created: 2026-11-21T10:00:00.000Z
    mod: 2026-11-21T10:00:00Z
    exported: ab12
    kind: cloze
removed:
  'null': {by: user}
  old-id: {by: source, question: "Why?\\n\\n- a) so", tags: 'one two', skip: 'true'}
"""


# --- written form ---------------------------------------------------------------------------------


def test_written_form():
    assert dump_lock(FULL) == TEXT


def test_written_form_is_read_back():
    assert load_lock(TEXT, "x.lock.yaml") == (FULL, ())


def test_empty_lock():
    text = dump_lock(Lock("d"))
    assert text.splitlines()[1:] == [
        "nnexport-lock: 1",
        "deck: d",
        "note_types: {}",
        "notes: {}",
        "removed: {}",
    ]
    assert load_lock(text, "") == (Lock("d"), ())


def test_order_of_the_file_does_not_matter():
    lock, problems = load_lock(
        "deck: d\nremoved: {}\nnotes:\n  b: {}\n  a: {}\nnnexport-lock: 1\n", ""
    )
    assert problems == ()
    assert [note.id for note in lock.notes] == ["a", "b"]


# What YAML readers like to take for numbers, dates, lists and yeses, and other scripts.
WORDS = """
    no yes null true on y n ~ 010 1e3 0x1f 0o17 1_000 12e03 2026-11-21 - -- --- -1 _ _1 1-1 inf nan
    ключ 日本語 ñ ٣
"""
IDS = st.one_of(
    st.sampled_from(WORDS.split()),
    st.text(st.characters(categories=("Ll", "Lo", "Nd"), include_characters="_-"), min_size=1),
).filter(is_id)
HASHES = st.text("0123456789abcdef", min_size=1, max_size=16)
SECONDS = st.integers(0, 253_402_300_799)
NUMBERS = st.lists(st.tuples(IDS, st.text()), unique_by=lambda pair: pair[0]).map(tuple)
DELETIONS = st.lists(
    st.builds(LockedDeletion, st.integers(1, 999), st.text(min_size=1), st.booleans()),
    unique_by=lambda each: each.number,
).map(tuple)


@st.composite
def locked(draw, note_id):
    note = LockedNote(note_id, numbers=draw(NUMBERS))
    if draw(st.booleans()):
        milliseconds = draw(st.integers(1, 253_402_300_799_999))
        note = replace(note, created=milliseconds, mod=draw(SECONDS), exported=draw(HASHES))
        note = replace(note, kind=draw(st.sampled_from(["basic", "cloze"])))
        note = replace(note, deletions=draw(DELETIONS), subdeck=draw(st.text()))
    maybe = st.one_of(st.just(""), HASHES)
    return replace(note, generated=Generated(*(draw(maybe) for _ in range(6))))


@st.composite
def removals(draw, note_id):
    by = draw(st.sampled_from(["user", "source"]))
    values = draw(st.dictionaries(st.sampled_from(KEPT), st.text(min_size=1), max_size=3))
    kept = tuple((key, values[key]) for key in KEPT if key in values)
    asked = draw(st.lists(st.text(min_size=1), max_size=2))
    return Removed(note_id, by, draw(st.text()), kept, tuple(asked))


@st.composite
def locks(draw):
    ids = sorted(draw(st.sets(IDS, max_size=4)))
    kinds = sorted(draw(st.sets(st.sampled_from(["basic", "cloze", "no"]))))
    gone = sorted(draw(st.sets(IDS, max_size=3)))
    return Lock(
        deck=draw(IDS),
        note_types=tuple(NoteTypeStamp(kind, draw(HASHES), draw(SECONDS)) for kind in kinds),
        notes=tuple(draw(locked(note_id)) for note_id in ids),
        removed=tuple(draw(removals(each)) for each in gone),
        anki=draw(st.text()),
    )


@given(locks())
def test_every_lock_is_read_back(lock):
    text = dump_lock(lock)
    assert load_lock(text, "") == (lock, ())
    assert dump_lock(load_lock(text, "")[0]) == text


@given(locks())
def test_other_yaml_readers_see_the_same_words(lock):
    seen = yaml.safe_load(dump_lock(lock))
    assert seen["deck"] == lock.deck
    assert list(seen["notes"]) == [note.id for note in lock.notes]
    for note in lock.notes:
        entry = seen["notes"][note.id]
        assert entry.get("exported", "") == note.exported
        assert tuple(entry.get("numbers", {}).items()) == note.numbers


# --- malformed files ------------------------------------------------------------------------------

HEAD = "nnexport-lock: 1\ndeck: d\n"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", (1, 1), "empty"),
        ("# only a comment\n", (1, 1), "empty"),
        ("just text", (1, 1), "“just text” instead of a mapping"),
        ("[]", (1, 1), "a list"),
        ("deck: d\n", (1, 1), "this is no lock"),
        ("nnexport-lock: 1\n", (1, 1), "“deck” is missing"),
        (HEAD + "notes: [\n", (3, 8), "a list"),
        (HEAD + "notes: {\n", (4, 1), "not valid YAML"),
        (HEAD + "notes:\n", (3, 1), "nothing instead of a mapping"),
        (HEAD + "notes:\n  A: {}\n", (4, 3), "“A” is no id"),
        (HEAD + "notes:\n  a: {colour: red}\n", (4, 7), "“colour”, which does not belong"),
        (HEAD + "notes:\n  a: {exported: abc}\n", (4, 3), "belong together"),
        (HEAD + "notes:\n  a: {numbers: {s: {}}}\n", (4, 17), "a mapping instead of a text"),
        (HEAD + "notes:\n  a: {kind: image}\n", (4, 7), "“image” instead of basic or cloze"),
        (HEAD + "notes:\n  a: {}\n  a: {}\n", (5, 3), "“a” stands twice"),
        (HEAD + "notes: {a: &x {}}\n", (3, 12), "anchor"),
        (HEAD + "notes: *x\n", (3, 8), "anchor or alias"),
        (HEAD + "removed: !!map {}\n", (3, 10), "tag"),
        (HEAD + "removed: {a: {by: me}}\n", (3, 15), "“me” instead of user or source"),
        (HEAD + "note_types: {basic: {hash: a}}\n", (3, 14), "“mod” is missing"),
        (HEAD + "note_types: {basic: {hash: a, mod: today}}\n", (3, 31), "“today” instead of a"),
        (HEAD + "note_types: {basic: {hash: a, mod: 2026-02-30T10:00:00Z}}\n", (3, 31), "instead"),
        (HEAD + "? {a: b}\n: c\n", (3, 3), "a mapping as a key"),
        (HEAD + "---\na: b\n", (3, 1), "a second YAML document"),
        (HEAD + "notes: {}\x07\n", (3, 10), "forbids"),
        (HEAD + "<<<<<<< HEAD\nnotes: {}\n", (3, 1), "merge conflict"),
    ],
)
def test_malformed_lock_is_reported_with_its_place(text, place, message):
    lock, (problem,) = load_lock(text, "deck.lock.yaml")
    assert lock is None
    assert problem.code == "NN221"
    assert (problem.span.path, problem.span.line, problem.span.column) == ("deck.lock.yaml", *place)
    assert message in problem.message
    assert "git" in problem.help


def test_lock_of_another_version_is_not_malformed():
    lock, (problem,) = load_lock("nnexport-lock: 2\nwhatever: [1]\n".replace("[1]", "1"), "x")
    assert lock is None
    assert problem.code == "NN214"


def test_report_shows_the_line():
    _, (problem,) = load_lock(HEAD + "notes:\n  a: {colour: red}\n", "x.lock.yaml")
    assert format_diagnostic(problem).splitlines()[:2] == [
        "x.lock.yaml:4:7: error NN221 lock-invalid: the key “colour”, which does not belong here",
        "    a: {colour: red}",
    ]


@given(st.text())
def test_no_text_makes_the_reader_raise(text):
    lock, problems = load_lock(text, "")
    assert (lock is None) == bool(problems)


# --- both sides of a merge ------------------------------------------------------------------------


OURS = LockedNote(
    "a", CLOCK * 1000 + 5, CLOCK, "aaaa", Generated("0a", "1a", variants="2a"), (("s", "1"),)
)
THEIRS = replace(
    OURS, mod=CLOCK + 9, exported="bbbb", generated=Generated("0a", "1b", variants="2a-2b"),
    numbers=(("s", "1"), ("t", "7")),
)  # fmt: skip


def test_two_sides_of_one_note_are_one_record():
    (note,) = unite_locks([Lock("d", notes=(OURS,)), Lock("d", notes=(THEIRS,))]).notes
    assert (note.created, note.mod, note.exported) == (OURS.created, THEIRS.mod, "bbbb")
    assert note.written("answer") == {"1a", "1b"}
    assert note.numbers == (("s", "1"), ("t", "7"))


def test_the_earlier_creation_counts():
    early = replace(OURS, created=CLOCK * 1000 - 5)
    for pair in ((early, THEIRS), (THEIRS, early), (early, LockedNote("a"))):
        locks = [Lock("d", notes=(note,)) for note in pair]
        assert unite_locks(locks).notes[0].created == early.created


def test_a_removal_by_a_person_outweighs_one_by_a_source():
    sides = [Lock("d", removed=(Removed("x", by),)) for by in ("source", "user", "source")]
    assert unite_locks(sides).removed == (Removed("x", "user"),)


def test_the_later_look_of_a_note_type_counts():
    types = [NoteTypeStamp("basic", "1", CLOCK), NoteTypeStamp("basic", "2", CLOCK + 1)]
    for order in (types, types[::-1]):
        assert unite_locks([Lock("d", (each,)) for each in order]).note_types == (types[1],)


@pytest.mark.parametrize("content", ["aaaa", "bbbb", "cccc"])
def test_two_contents_of_one_time_get_a_later_one_whichever_wins(content):
    other = replace(OURS, exported="bbbb")
    types = [NoteTypeStamp("basic", each, CLOCK) for each in ("1", "2")]
    sides = [Lock("d", (types[0],), (OURS,)), Lock("d", (types[1],), (other,))]
    for order in (sides, sides[::-1]):
        after = stamp(unite_locks(order), {"a": content}, CLOCK, {"basic": "2"})
        assert after.notes[0].mod == CLOCK + 1
        assert after.note_types == (NoteTypeStamp("basic", "2", CLOCK + 1),)
    same = stamp(unite_locks([sides[0], sides[0]]), {"a": "aaaa"}, CLOCK, {"basic": "1"})
    assert (same.notes[0].mod, same.note_types) == (CLOCK, (types[0],))


def fields_of(note):
    lines = dump_lock(Lock("d", notes=(note,))).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("notes:")) + 2
    return [line for line in lines[start:] if line.startswith("    ")]


def kept_both(ours, theirs):
    """The text that keeping both sides of every conflict leaves, note by note."""
    text = dump_lock(ours)
    for note in theirs.notes:
        (name,) = [line for line in dump_lock(Lock("d", notes=(note,))).splitlines()
                   if line.startswith("  ") and not line.startswith("   ")]  # fmt: skip
        head = name.removesuffix(" {}")
        mine = next((each for each in ours.notes if each.id == note.id), None)
        if mine is None:
            block = "\n".join([name, *fields_of(note)])
            text = text.replace("notes: {}", "notes:").replace("notes:\n", f"notes:\n{block}\n", 1)
        elif mine != note and fields_of(note):
            old = "\n".join([head, *fields_of(mine)]) if fields_of(mine) else f"{head} {{}}"
            text = text.replace(
                f"{old}\n", "\n".join([head, *fields_of(mine), *fields_of(note), ""])
            )
    return text


def asking(notes):
    """The same notes, each with a question of its own."""
    return tuple(
        replace(each, generated=replace(each.generated, question=hash_text(each.id)))
        for each in notes
    )


@given(locks(), locks())
def test_a_lock_with_both_sides_is_read_as_both(ours, theirs):
    ours = replace(ours, deck="d", removed=(), notes=asking(ours.notes))
    theirs = replace(theirs, deck="d", note_types=(), removed=(), notes=asking(theirs.notes))
    united = unite_lock(kept_both(ours, theirs), "")
    expected = unite_locks([ours, theirs])
    assert united is not None
    assert [note.id for note in united.notes] == [note.id for note in expected.notes]
    for note, other in zip(united.notes, expected.notes, strict=True):
        assert note.written("answer") >= other.written("answer") - {""}


REST_BELOW_ANOTHER = (
    HEAD
    + """\
notes:
  enzyme:
<<<<<<< ours
    generated: {question: dc12, answer: c393, variants: c393}
    numbers: {a: '2'}
  violin:
    generated: {question: 6da7, answer: 22fc, variants: 22fc}
    numbers: {a: '3'}
||||||| base
    generated: {question: dc12, answer: aaaa, variants: aaaa}
=======
    generated: {question: dc12, answer: 4d70, variants: 4d70}
    numbers: {b: '2'}
>>>>>>> theirs
removed:
  x: {by: source}
  x: {by: user}
"""
)


def test_the_rest_of_a_note_finds_home():
    lock = unite_lock(REST_BELOW_ANOTHER, "")
    enzyme, violin = lock.notes
    assert enzyme.written("answer") == {"c393", "4d70"}
    assert enzyme.numbers == (("a", "2"), ("b", "2"))
    assert violin.written("answer") == {"22fc"}
    assert lock.united == {"enzyme"}
    assert lock.removed == (Removed("x", "user"),)
    assert dump_lock(lock).count("generated") == 2


@pytest.mark.parametrize(
    "line", ["  a: {colour: red}", "what is this", "    loose: 1", "notes: [1]"]
)
def test_what_is_no_merge_stays_malformed(line):
    assert unite_lock(f"{HEAD}{line}\nnotes:\n  b: {{}}\n  b: {{}}\n", "") is None


@given(st.text(alphabet="ab: {}'\n<=>|#", max_size=80))
def test_no_text_makes_the_uniting_raise(text):
    unite_lock(HEAD + text, "")


# --- stamping -------------------------------------------------------------------------------------


def stamp(lock, exported, clock=CLOCK, types=None):
    return stamp_notes(lock, exported, types or {"basic": "look"}, clock)


NEWEST = CLOCK * 1000 - creation_shift_ms("d")
"""When the last note of an export at ``CLOCK`` was made."""


def test_new_notes_are_numbered_in_deck_order():
    notes = locked_notes(stamp(Lock("d"), {"z": "1", "m": "2", "a": "3"}))
    assert [notes[key].created - NEWEST for key in "zma"] == [-2, -1, 0]
    assert {note.mod for note in notes.values()} == {CLOCK}


def test_same_content_changes_nothing():
    lock = stamp(Lock("d"), {"a": "1", "b": "2"})
    assert stamp(lock, {"b": "2", "a": "1"}, CLOCK + 999) == lock


def test_changed_note_alone_gets_a_later_mod():
    lock = stamp(Lock("d"), {"a": "1", "b": "2"})
    after = stamp(lock, {"a": "1", "b": "new"}, CLOCK + 60)
    assert locked_notes(after)["a"] == locked_notes(lock)["a"]
    assert locked_notes(after)["b"] == replace(
        locked_notes(lock)["b"], mod=CLOCK + 60, exported="new"
    )


@pytest.mark.parametrize("clock", [CLOCK, CLOCK - 10_000, 0])
def test_mod_moves_even_if_the_clock_does_not(clock):
    lock = stamp(Lock("d"), {"a": "1"})
    assert locked_notes(stamp(lock, {"a": "2"}, clock))["a"].mod == CLOCK + 1


def test_new_notes_make_way_for_known_ones():
    lock = stamp(Lock("d"), {"a": "1", "b": "2"})
    after = locked_notes(stamp(lock, {"c": "3", "a": "1", "e": "4", "b": "2"}))
    assert [after[key].created - NEWEST for key in "abce"] == [-1, 0, 1, 2]


def test_created_is_a_number_that_anki_takes_even_at_the_epoch():
    created = [note.created for note in stamp(Lock("d"), {"a": "1", "b": "2"}, 0).notes]
    assert created == [1 + creation_shift_ms("d"), 2 + creation_shift_ms("d")]


def test_note_that_is_not_exported_keeps_its_entry():
    lock = stamp(Lock("d"), {"a": "1", "b": "2"})
    assert stamp(lock, {"a": "1"}, CLOCK + 5) == lock


def test_what_ingest_wrote_stays():
    note = LockedNote("a", generated=Generated("q", "a", "t"), numbers=(("s", "1"),))
    after = stamp(with_notes(Lock("d"), [note]), {"a": "1"}).notes[0]
    assert after == replace(note, created=NEWEST, mod=CLOCK, exported="1")


def test_two_branches_with_one_creation_time_are_parted():
    twins = [LockedNote(key, CLOCK * 1000, CLOCK, key) for key in "ab"]
    lock = with_notes(Lock("d"), twins)
    after = locked_notes(stamp(lock, {"b": "b", "a": "a"}))
    assert after["a"] == twins[0]
    assert after["b"] == replace(twins[1], created=NEWEST)


def test_decks_of_one_second_have_numbers_of_their_own():
    numbers = [
        note.created
        for deck in ("biology", "chemistry", "physics")
        for clock in (CLOCK, 0)
        for note in stamp(Lock(deck), dict.fromkeys(map(str, range(2_000)), "1"), clock).notes
    ]
    assert len(set(numbers)) == len(numbers) == 12_000
    assert min(numbers) > 0


def test_a_note_of_another_kind_is_a_new_note():
    lock = stamp(Lock("d"), {"a": "1", "b": "2"})
    after = stamp_notes(lock, {"a": "3", "b": "2"}, {}, CLOCK + 60, clozes={"a"})
    note = locked_notes(after)["a"]
    assert (note.kind, note.mod) == ("cloze", CLOCK + 60)
    assert note.created not in {each.created for each in lock.notes}
    assert locked_notes(after)["b"] == locked_notes(lock)["b"]


def test_note_type_moves_only_with_its_look():
    lock = stamp(Lock("d"), {}, types={"basic": "1", "cloze": "1"})
    after = stamp(lock, {}, CLOCK, types={"basic": "2", "cloze": "1"})
    assert after.note_types == (
        NoteTypeStamp("basic", "2", CLOCK + 1),
        NoteTypeStamp("cloze", "1", CLOCK),
    )


@given(
    st.lists(
        st.tuples(st.dictionaries(st.sampled_from("abcdef"), HASHES), st.integers(0, 2**31)),
        max_size=6,
    )
)
def test_history_never_runs_backwards(exports):
    lock = Lock("d")
    for exported, clock in exports:
        before, lock = locked_notes(lock), stamp(lock, exported, clock)
        after = locked_notes(lock)
        created = [note.created for note in after.values()]
        assert len(set(created)) == len(created)
        for note_id, old in before.items():
            new = after[note_id]
            assert new.created == old.created
            assert new.mod == old.mod if new.exported == old.exported else new.mod > old.mod
        assert load_lock(dump_lock(lock), "")[0] == lock


def test_large_deck_is_stamped_in_no_time():
    exported = {f"note-{number}": str(number) for number in range(20_000)}
    lock = stamp(stamp(Lock("d"), exported), exported | {"new": "1"})
    assert locked_notes(lock)["new"].created == NEWEST + 1


# --- helpers --------------------------------------------------------------------------------------


def test_notes_are_added_replaced_and_taken_out_in_order():
    lock = with_notes(Lock("d"), [LockedNote("b"), LockedNote("a")])
    lock = with_notes(lock, [LockedNote("b", numbers=(("s", "1"),))])
    assert [note.id for note in lock.notes] == ["a", "b"]
    assert lock.notes[1].numbers == (("s", "1"),)
    assert without_notes(lock, {"a"}).notes == lock.notes[1:]


def test_removals_are_added_replaced_and_taken_out_in_order():
    lock = with_removed(Lock("d"), [Removed("b", "user"), Removed("a", "source")])
    lock = with_removed(lock, [Removed("a", "user")])
    assert lock.removed == (Removed("a", "user"), Removed("b", "user"))
    assert without_removed(lock, {"a"}).removed == (Removed("b", "user"),)


def test_hash_is_pinned_and_knows_where_a_text_ends():
    assert hash_text("a", "b") == "facdde7abf1eac5b"
    assert hash_text("ab") != hash_text("a", "b") != hash_text("", "ab")
    assert hash_text("\ud800") != hash_text("?")
