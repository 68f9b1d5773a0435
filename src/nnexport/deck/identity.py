"""Ids, GUIDs and the numbers that Anki knows us by: what learners imported hangs on this module.

Nothing here may ever give another result for the same input: a changed GUID is a new note without
a history. The values are pinned in ``tests/test_identity.py``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection

from nnexport.deck.document import NoteId
from nnexport.deck.words import GENERIC_WORDS, STOP_WORDS

BASIC_NOTE_TYPE_ID = 1_763_683_200_101
CLOZE_NOTE_TYPE_ID = 1_763_683_200_202
"""Anki's ids of our note types, written down once; never generated, never changed."""

ID_LENGTH = 60
"""Longest id, in characters."""

ID_PATTERN = re.compile(rf"[\w-]{{1,{ID_LENGTH}}}")

# A word in the sense of ids; the hyphen of "self-supervised" stays.
_ID_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

# Cannot occur in any id, so ("a", "b-c") and ("a-b", "c") never meet.
_SEPARATOR = "\x1f"

_GUID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_GUID_LENGTH = 10


def is_id(text: str) -> bool:
    """Tell whether text is a well-formed id: ``[\\w-]``, lower case, NFC, at most 60 characters."""
    normal = unicodedata.normalize("NFC", text)
    return text == normal and text == text.lower() and ID_PATTERN.fullmatch(text) is not None


def derive_id(text: str, taken: Collection[str] = (), fallback: str = "question") -> NoteId:
    """Return a readable id from a text's content words, different from all that are taken.

    The id depends on the text alone, not on the rest of the deck, so that two people who add the
    same question get the same id. A collision gets ``-2``, ``-3`` and so on.

    Shape: ``[\\w-]{1,60}``, cut between words where one fits.
    """
    return _first_free(_stem_of(text, fallback), taken, 1)[0]


class FreshIds:
    """Makes ids like :func:`derive_id` and remembers which are taken.

    Thousands of questions may share their words ("What does this print?"): it does not count
    through the same numbers for each of them.
    """

    def __init__(self, taken: Collection[str] = ()) -> None:
        self.taken: set[str] = set(taken)
        self._reached: dict[str, int] = {}

    def make(self, text: str, fallback: str = "question") -> NoteId:
        """Return an id for a text that nothing else has, and take it."""
        stem = _stem_of(text, fallback)
        made, self._reached[stem] = _first_free(stem, self.taken, self._reached.get(stem, 1))
        self.taken.add(made)
        return made


def without_count(note_id: str) -> str:
    """Return an id without the ``-2`` that it got because another one was there first."""
    return _COUNT.sub("", note_id)


_COUNT = re.compile(r"-\d+$")


def _stem_of(text: str, fallback: str) -> str:
    words = [word.replace("'", "").replace("’", "") for word in _ID_WORD.findall(_fold(text))]
    telling = [word for word in words if word not in STOP_WORDS and word not in GENERIC_WORDS]
    chosen = telling or [word for word in words if word not in STOP_WORDS] or words
    return _join_words(chosen, ID_LENGTH) or fallback


def _first_free(stem: str, taken: Collection[str], count: int) -> tuple[NoteId, int]:
    """Return the first id with this stem that is not taken, counting on from ``count``."""
    candidate = _counted(stem, count)
    while candidate in taken:
        count += 1
        candidate = _counted(stem, count)
    return NoteId(candidate), count


def _counted(stem: str, count: int) -> str:
    if count == 1:
        return stem
    suffix = f"-{count}"
    return stem[: ID_LENGTH - len(suffix)].rstrip("-") + suffix


def _fold(text: str) -> str:
    """Return text in lower case, without the combining marks that have no place in an id.

    They would cut words of many scripts into single letters: the vowel signs of Devanagari and
    Thai, the points of Hebrew and Arabic. An accent that is part of its letter (é) stays.
    """
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    bare = "".join(char for char in lower if not unicodedata.category(char).startswith("M"))
    return unicodedata.normalize("NFC", bare)


def _join_words(words: list[str], limit: int) -> str:
    joined = ""
    for word in filter(None, words):
        longer = f"{joined}-{word}" if joined else word
        if len(longer) > limit:
            break
        joined = longer
    return joined or (words[0][:limit] if words else "")


def slug(text: str, taken: Collection[str] = (), fallback: str = "deck") -> str:
    """Return an id made of all words of a text, such as a file's stem or a section's title."""
    words = re.findall(r"\w+", _fold(text))
    stem = _join_words(words, ID_LENGTH) or fallback
    candidate, count = stem, 1
    while candidate in taken:
        count += 1
        candidate = f"{stem[: ID_LENGTH - len(str(count)) - 1]}-{count}"
    return candidate


def derive_guid(deck_id: str, kind: str, note_id: NoteId) -> str:
    """Return the Anki GUID of a note, from ids alone.

    Equal ids give equal GUIDs on every machine and in every release, so importing a rebuilt deck
    updates notes in place and the review history survives. A note that becomes a cloze note is a
    new note for Anki, which cannot convert one into the other on import.

    Shape: ten characters of ``[A-Za-z0-9]``.
    Errors: ``ValueError`` if an id is empty.
    """
    if not (deck_id and kind and note_id):
        raise ValueError("a GUID needs a deck id, a kind and a note id")
    number = _hash_number("guid", deck_id, kind, note_id)
    characters = []
    for _ in range(_GUID_LENGTH):
        number, rest = divmod(number, len(_GUID_ALPHABET))
        characters.append(_GUID_ALPHABET[rest])
    return "".join(characters)


def derive_anki_deck_id(deck_id: str, anki_name: str) -> int:
    """Return the number of an Anki deck. Anki matches decks by name, so it must only be stable.

    Shape: 13 digits, like the millisecond stamps that Anki gives itself, and in the past.
    """
    return 1_000_000_000_000 + _hash_number("deck", deck_id, anki_name) % 600_000_000_000


def creation_shift_ms(deck_id: str) -> int:
    """Return by how much a deck's new notes are dated back, in milliseconds: less than a day.

    Anki numbers notes by the time of their creation. Two decks that are built in the same second
    would have the same numbers; Anki then gives the notes that come second others, and who looks
    for them by their number finds the first deck's.
    """
    return _hash_number("created", deck_id) % 86_400_000


def _hash_number(*parts: str) -> int:
    digest = hashlib.sha256(_SEPARATOR.join(parts).encode()).digest()
    return int.from_bytes(digest)
