"""Answers to one question that say the opposite of each other (NN218)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from nnexport.checking.findings import Checked, Finding, cut_text
from nnexport.deck.commonmark import plain_text
from nnexport.deck.document import Deck, Note, Variant
from nnexport.merging.folding.answers import answer_weights
from nnexport.merging.folding.contradictions import Contradiction, find_contradictions

_SHOWN = 3
"""Contradictions of one question that are named; more say nothing new."""

_MANY = 8
"""Variants beyond which a note is no question with some answers: its wording stands for many."""

_LONGEST = 30_000
"""Characters of all variants beyond which they are chapters, and every sentence would have to be
compared with every other."""

_TELLING = 3
"""Words of letters that both statements must have; less is a value, which ``_keys`` judges by
what the whole answer is."""


def find_contradictory_answers(notes: Sequence[Checked], deck: Deck) -> Iterator[Finding]:
    """Yield the statements of two variants of which one must be wrong (NN218)."""
    asked = [each.note for each in notes if _can_be_compared(each.note)]
    if not asked:
        return
    weights = answer_weights(deck)
    for note in asked:
        texts = [variant.text for variant in note.variants]
        found = [*_keys(texts), *find_contradictions(texts, weights, note.question)]
        telling = [each for each in found if _is_statement(each)]
        for each in telling[:_SHOWN]:
            yield _finding(note, each)


def _can_be_compared(note: Note) -> bool:
    texts = [variant.text for variant in note.variants]
    return 1 < len(texts) <= _MANY and sum(map(len, texts)) <= _LONGEST


def _is_statement(found: Contradiction) -> bool:
    if found.score == _KEY_SCORE:
        return True
    return all(len(_LETTERS.findall(text)) >= _TELLING for text in (found.one, found.other))


_LETTERS = re.compile(r"[^\W\d_]{2,}|[\u3040-\u30ff\u4e00-\u9fff]")


# --- answers that are one value ------------------------------------------------------------------

_YES = frozenset(
    "yes true correct right ja wahr richtig oui vrai sí si verdadero cierto sì vero sim да верно "
    "是 对 はい".split()
)
_NO = frozenset(
    "no false wrong incorrect nein falsch non faux falso não нет неверно 否 不 错 いいえ".split()
)
_VALUE = re.compile(r"(?P<number>[-+]?\d[\d.,]*)\s*(?P<unit>[^\W\d_]{0,10}|[%°€$£]\w?)")
_LABEL = re.compile(
    r"^(?:the )?(?:correct |right )?(?:answer|antwort|lösung|réponse|respuesta|ответ)"
    r"\s*(?:is|ist)?\s*[:：-]?\s*"
)
_SHORT = 60
"""Characters of an answer in which its value must stand."""

_KEY_SCORE = 1.01
"""Tells these from statements, which are at most 1."""


def _keys(texts: Sequence[str]) -> Iterator[Contradiction]:
    """Yield the answers that are another yes or no, number or letter of a choice."""
    values = [_value_of(text) for text in texts]
    for (first, one), (second, other) in combinations(enumerate(values), 2):
        if one and other and one[0] == other[0] and one[1] != other[1]:
            yield Contradiction(first, second, texts[first], texts[second], _KEY_SCORE)


def _value_of(text: str) -> tuple[str, object] | None:
    """Return of which kind an answer's value is, and the value; ``None`` if it is no single one."""
    # Longer ones only begin with it, so that a yes or no is all that can be found.
    beginning = text if len(text) <= _SHORT else text[:_SHORT].split("\n")[0]
    shown = _LABEL.sub("", plain_text(beginning).casefold().strip()).strip(" .!*_()")
    word = re.match(r"[^\W\d_]+", shown)
    if word and word[0] in _YES | _NO and re.match(r"\Z|\s*[,.;:!]|\s+[–—-]", shown[word.end() :]):
        return "yes or no", word[0] in _YES
    if len(shown) == 1 and shown in "abcdefgh":
        return "letter", shown
    value = _VALUE.fullmatch(shown)
    if value:
        return f"number {value['unit']}", value["number"].replace(",", ".").rstrip(".")
    return None


def _finding(note: Note, found: Contradiction) -> Finding:
    first, second = note.variants[found.first], note.variants[found.second]
    one, other = cut_text(found.one, 120), cut_text(found.other, 120)
    message = f"{_place(first)} says “{one}”, {_place(second)} “{other}”"
    if found.score <= 1:
        message += f" (score {found.score:.2f})"
    help = "find out which is right and correct `answer`; `accept: [NN218]` if both are"
    return Finding("NN218", note, message, help, "variants")


def _place(variant: Variant) -> str:
    return str(variant.place).removesuffix(":")
