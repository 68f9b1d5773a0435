"""Acceptance cases of the reader: a document as people write it, and what a person reads in it.

A case is ``NAME.txt`` or ``NAME.md`` with ``NAME.expected.yaml`` beside it:

- ``questions``: in order, each with ``question`` and ``answer`` (``null`` for none), and where it
  matters ``section`` and ``flags``. A list holds the readings that are all fair; where question
  and answer are lists, they are paired by position. ``question: null`` is an answer that nobody
  asked for.
- ``dropped``: what must stand in no question and no answer.
- ``codes``: diagnostics that must be given at least; of ``NN014/NN017``, one.
- ``literal``: what a person must still see, character by character.

Questions are compared with their punctuation, answers word by word (Chinese and Japanese
character by character): how a list or a piece of code is marked up is not what these cases test.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field
from difflib import SequenceMatcher, unified_diff
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml

from nnexport.deck.commonmark import plain_text
from nnexport.deck.document import Entry, Source, SourceId
from nnexport.files import decode_source
from nnexport.readers import read_document

CASES = Path(__file__).parent / "cases" / "shapes"

_CJK = "\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # without the middle dot, a bullet
_FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})[^`\n]*$", re.MULTILINE)
_TAG = re.compile(
    r"</?(?:a|b|br|code|details|div|em|h[1-6]|hr|i|kbd|li|ol|p|pre|strong|sub|summary|sup|u|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[ \t]*[-*+•][ \t]+(?:\[[ xX]\][ \t]+)?", re.MULTILINE)
_MARKS = re.compile(r"[\\*_`]")
_LABEL_START = re.compile(r"\A[\s:.)\-–—>]+")
_LABEL_END = re.compile(r"[\s:#]+\Z")
_ARROW = re.compile(r"\A\s*(?:[-=–—]+\\?>|[→⇒➜:])")
"""A label of an answer that has no word in it: words alone would not show that it was kept."""

_SPACE_BY_CJK = re.compile(rf"(?<=[{_CJK}。、？！，：]) | (?=[{_CJK}])")
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")

_STRICT_FLAGS = frozenset({"truncated", "filler"})
"""A flag of these is wrong where it is not expected: it tells a person that a text is bad."""


def _unmarked(text: str) -> str:
    text = _TAG.sub(" ", _FENCE.sub("", text))
    return unicodedata.normalize("NFKC", html.unescape(text))


def seen_question(text: str) -> str:
    """Return a question as a person reads it, without markup and spacing."""
    text = _MARKS.sub("", _BULLET.sub("", _unmarked(text)))
    text = " ".join(text.split())
    text = _LABEL_END.sub("", _LABEL_START.sub("", text))
    return _SPACE_BY_CJK.sub("", text)


def seen_words(text: str) -> list[str]:
    """Return the words and numbers of an answer, and Chinese or Japanese characters one by one."""
    return _WORD.findall(_unmarked(text).replace("\\", ""))


@dataclass
class Verdict:
    """How one document was read, compared with its expectation."""

    name: str
    asked: int
    """Questions expected."""

    questions: int = 0
    """… of them found with exactly this text."""

    answers: int = 0
    """… of them with exactly this answer."""

    invented: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def right(self) -> bool:
        return not self.faults


def documents(folder: Path = CASES) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".md"))


def expectation(path: Path) -> dict[str, Any]:
    found = yaml.safe_load(path.with_suffix(".expected.yaml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def readings(item: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the fair readings of an expected question, each as question and answer."""
    questions, answers = item["question"], item["answer"]
    if isinstance(questions, list) and isinstance(answers, list):
        return [(q or "", a or "") for q, a in zip(questions, answers, strict=True)]
    as_list = [each if isinstance(each, list) else [each] for each in (questions, answers)]
    return [(q or "", a or "") for q in as_list[0] for a in as_list[1]]


def sections(item: dict[str, Any]) -> tuple[str, ...]:
    """Return the fair titles of the section in which an expected question stands."""
    titles = item.get("section", [])
    return tuple(map(seen_question, titles if isinstance(titles, list) else [titles]))


def judge(path: Path) -> Verdict:
    """Read a document and compare everything that its expectation says."""
    expected = expectation(path)
    raw, _ = decode_source(path.read_bytes(), path.name)
    assert raw is not None
    reading, diagnostics = read_document(raw, Source(SourceId("case"), path.name))
    entries = reading.document.entries if reading is not None else ()
    verdict = Verdict(path.stem, len(expected["questions"]))
    _judge_entries(verdict, expected["questions"], entries)
    _judge_rest(verdict, expected, entries, {each.code for each in diagnostics})
    return verdict


def _judge_entries(
    verdict: Verdict, expected: list[dict[str, Any]], entries: tuple[Entry, ...]
) -> None:
    asked = [item for item in expected if item["question"] is not None]
    found = [entry for entry in entries if entry.question]
    wanted = [tuple({seen_question(q) for q, _ in readings(item)}) for item in asked]
    got = [seen_question(entry.question) for entry in found]
    # One spelling for every fair reading, so that the longest common run of questions is found.
    same = {text: min(texts) for texts in wanted for text in texts}
    matcher = SequenceMatcher(
        None, [min(texts) for texts in wanted], [same.get(text, text) for text in got], False
    )
    for kind, start, stop, first, last in matcher.get_opcodes():
        if kind == "equal":
            for item, entry in zip(asked[start:stop], found[first:last], strict=True):
                verdict.questions += 1
                _judge_entry(verdict, item, entry)
            continue
        verdict.invented += last - first
        for one, other in zip_longest(range(start, stop), range(first, last)):
            if one is not None:
                verdict.faults.append(f"question missing:  {readings(asked[one])[0][0]!r}")
            if other is not None:
                verdict.faults.append(f"question invented: {found[other].question!r}")
    _judge_unasked(verdict, expected, entries)


def _judge_unasked(
    verdict: Verdict, expected: list[dict[str, Any]], entries: tuple[Entry, ...]
) -> None:
    unasked = [seen_words(entry.answer) for entry in entries if not entry.question]
    for item in expected:
        if item["question"] is None:
            words = seen_words(item["answer"])
            if words in unasked:
                unasked.remove(words)
                verdict.questions += 1
                verdict.answers += 1
            else:
                verdict.faults.append(f"answer without question missing: {item['answer']!r}")
    for words in unasked:
        verdict.invented += 1
        verdict.faults.append(f"answer without question invented: {' '.join(words)!r}")


def _judge_entry(verdict: Verdict, item: dict[str, Any], entry: Entry) -> None:
    question = seen_question(entry.question)
    fair = [answer for text, answer in readings(item) if seen_question(text) == question]
    words = seen_words(entry.answer)
    if any(seen_words(answer) == words and bool(answer) == bool(entry.answer) for answer in fair):
        verdict.answers += 1
    else:
        diff = _diff(seen_words(fair[0]), words) or f"    + {entry.answer!r}"
        verdict.faults.append(f"answer of {question!r}:\n{diff}")
    if _ARROW.match(entry.answer) and not any(_ARROW.match(answer) for answer in fair):
        verdict.faults.append(f"label kept at the answer of {question!r}: {entry.answer[:20]!r}")
    if "section" in item and seen_question(entry.section) not in sections(item):
        verdict.faults.append(
            f"section of {question!r}: {entry.section!r}, not {item['section']!r}"
        )
    flags, wanted = set(entry.flags), set(item.get("flags", ()))
    if wanted - flags or (flags - wanted) & _STRICT_FLAGS:
        verdict.faults.append(f"flags of {question!r}: {sorted(flags)}, not {sorted(wanted)}")


def _judge_rest(
    verdict: Verdict, expected: dict[str, Any], entries: tuple[Entry, ...], codes: set[str]
) -> None:
    texts = [text for entry in entries for text in (entry.question, entry.answer)]
    words = [f" {' '.join(seen_words(text))} " for text in texts]
    for piece in expected.get("dropped", ()):
        wanted = f" {' '.join(seen_words(piece))} "
        verdict.faults.extend(
            f"furniture kept:    {piece!r} in {text!r}"
            for text, line in zip(texts, words, strict=True)
            if wanted in line
        )
    for code in expected.get("codes", ()):
        if codes.isdisjoint(code.split("/")):
            verdict.faults.append(f"not given:         {code}")
    seen = [plain_text(text) for text in texts]
    for piece in expected.get("literal", ()):
        if not any(piece in text for text in seen):
            verdict.faults.append(f"not shown as is:   {piece!r}")


def _diff(expected: list[str], found: list[str]) -> str:
    """Show what differs between two lists of words, with a few words around it."""
    lines = []
    for line in unified_diff(expected, found, lineterm="", n=4):
        if line.startswith(("---", "+++")):
            continue
        if line.startswith("@@"):
            lines.append("    …")
        elif lines and lines[-1][4] == line[0] and not lines[-1].endswith("…"):
            lines[-1] += " " + line[1:]
        else:
            lines.append(f"    {line[0]} {line[1:]}")
    return "\n".join(lines)
