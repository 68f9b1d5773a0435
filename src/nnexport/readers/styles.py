"""Which titles of a document are its questions: headings, bold lines, summaries, ``Q:``.

Titles that are printed alike have one style. A style is judged as a whole: how its titles are
worded, whether they are numbered, linked from the contents, followed by an answer's label or by
other titles. So a question without a question mark is one where its siblings are questions, and
``### Explanation``, which stands below each of them, is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from nnexport.deck.prose import is_lead_in
from nnexport.readers.blocks import Block, BlockKind
from nnexport.readers.clues import question_likeness
from nnexport.readers.furniture.furniture import asks_for_feedback
from nnexport.readers.headings import (
    is_contents_entry,
    is_linked,
    leads_contents,
    linked_anchors,
    number_form,
    strip_number,
)
from nnexport.readers.parts import names_closing, names_contents, names_faq, names_subpart, part_of

Style = tuple[object, ...]
"""What titles that look alike have in common."""

TITLES = (BlockKind.HEADING, BlockKind.STRONG, BlockKind.SUMMARY)
_SPACE = (BlockKind.TAG, BlockKind.RULE)

_LINKED, _NUMBERED, _ASKED = 1.5, 0.8, 2.5
_LABEL_BELOW = 2.5
_NO_BODY, _LEADS = -1.5, -3.0
_REPEATED = -4.0
_OFTEN = 3
"""Times from which a title that stands there again is a heading of a part of every answer."""

_CHOSEN = 0.5
"""Mean evidence from which a style holds questions."""


@dataclass(frozen=True, slots=True)
class Title:
    """A block that could be a question because of how it is printed."""

    index: int
    style: Style
    label: str
    text: str
    """Without its number."""

    odds: float
    """What the wording says, as log-odds of being a question."""

    evidence: float
    """What everything says."""

    leads: bool
    """The next thing below it is another title that reads like a question."""

    has_body: bool
    linked: bool
    """The contents of the document link to it."""

    repeats: bool
    """Others of its style say the same, and no number tells them apart."""


def is_only_link(block: Block) -> bool:
    """Tell whether a block shows nothing but one link, as the lines of contents do."""
    return "](" in block.text and bool(_ONLY_LINK.fullmatch(block.text[:2000]))


def style_of(block: Block) -> Style | None:
    """Return the style of a block that is printed as a title; none of one that is not."""
    if block.kind is BlockKind.PARAGRAPH:
        return None
    match block.kind:
        case BlockKind.HEADING:
            return ("heading", block.level, number_form(block.text))
        case BlockKind.STRONG:
            return ("strong", number_form(block.text))
        case BlockKind.SUMMARY:
            return ("summary",)
        case BlockKind.NUMBERED if block.first.prefix == "q":
            return ("word", bool(block.label))
        case BlockKind.NUMBERED if block.first.prefix == "a":
            return None
        case BlockKind.NUMBERED if block.first.form in ("heading", "strong"):
            return (f"numbered {block.first.form}", True)
        case BlockKind.BULLET if not is_only_link(block):
            return ("bullet", block.indent)
    return None


def find_titles(blocks: Sequence[Block], named: Collection[int] = ()) -> list[Title]:
    """Return all titles of a document with what speaks for each, in order.

    ``named``: indices of those that stand in contents without links.
    """
    linked = linked_anchors(blocks)
    outer = min((block.indent for block in blocks if block.kind is BlockKind.BULLET), default=0) + 2
    styled = [
        (index, style)
        for index, block in enumerate(blocks)
        if (style := style_of(block)) is not None
        and (style[0] != "bullet" or block.indent <= outer)
        and not _leads_elsewhere(blocks, index, linked)
        and not is_contents_entry(block)
        and not (is_only_link(block) and "](#" not in block.text)
    ]
    styles = dict(styled)
    labels: dict[int, str] = {}
    texts: dict[int, str] = {}
    for index, _ in styled:
        label, text = strip_number(blocks[index].text)
        labels[index], texts[index] = blocks[index].label or label, text.strip()
    odds = {index: _odds(_wording(text)) for index, text in texts.items()}
    # Not the texts themselves: together they would take as much room as the document. What "Q:"
    # stands before may be asked of one piece of code after the other.
    said = {
        index: hash((style, _folded(texts[index])))
        for index, style in styled
        if not labels[index] and style[0] != "word"
    }
    often = Counter(said.values())
    asked_often = _ASKED_OFTEN if _is_faq(blocks) else 0.0
    found: list[Title] = []
    for index, style in styled:
        below = _below(blocks, index)
        leads = below in styles and _is_above(style, styles[below]) and _asks(odds[below])
        has_body = below is not None and not leads and styles.get(below, ())[:2] != style[:2]
        has_body = has_body and below is not None and blocks[below].kind is not BlockKind.HEADING
        lacking = 0.0 if style[0] in ("bullet", "summary") else _NO_BODY
        evidence = odds[index] + (0.3 if has_body else lacking) + (_LEADS if leads else 0.0)
        if has_body and (blocks[index].kind in TITLES or _hangs_below(blocks, index)):
            evidence += asked_often
        is_known = index in named or is_linked(blocks[index], linked)
        evidence += _LINKED if is_known else 0.0
        evidence += _number_evidence(blocks[index], style)
        evidence += _LABEL_BELOW if _has_label(blocks, index, below) else 0.0
        repeats = index in said and often[said[index]] >= _OFTEN and not is_known
        evidence += _REPEATED if repeats else 0.0
        found.append(
            Title(
                index,
                style,
                labels[index],
                texts[index],
                odds[index],
                evidence,
                leads,
                has_body,
                is_known,
                repeats,
            )
        )
    return _without_few_leading(found)


_FEW_LEAD = 0.4
"""Share of the titles of one style up to which those above bullets that ask are no sections."""


def _without_few_leading(titles: list[Title]) -> list[Title]:
    """Return titles of which those in the contents lead only where most of their style do.

    Below a topic, a bullet may ask what the next ones answer.
    """
    shares: dict[Style, list[bool]] = {}
    for title in titles:
        if title.linked and title.style[0] == "heading":
            shares.setdefault(title.style, []).append(title.leads)
    topics = {style for style, leads in shares.items() if sum(leads) <= _FEW_LEAD * len(leads)}
    known = Counter(title.style for title in titles if title.linked)
    counts = Counter(title.style for title in titles)
    found = []
    for title in titles:
        if title.linked and title.style in topics:
            evidence = title.evidence
            if title.leads:
                evidence -= _LEADS + _NO_BODY
            elif not title.has_body:
                evidence -= _NO_BODY
            if counts[title.style] >= _MANY and known[title.style] >= 0.8 * counts[title.style]:
                evidence += _ALL_LINKED
            title = replace(title, leads=False, has_body=True, evidence=evidence)
        found.append(title)
    return found


_MANY = 4
_ALL_LINKED = 0.5


_ASKED_OFTEN = 2.0
_TOP = 5
"""Blocks at the beginning of a document that may say what it is."""


def _is_faq(blocks: Sequence[Block]) -> bool:
    """Tell whether a document says of itself that it answers what is asked often."""
    return any(len(block.lines) <= 3 and names_faq(block.text) for block in blocks[:_TOP])


def _hangs_below(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a paragraph of its own stands below a bullet, further in."""
    following = blocks[index + 1 : index + 2]
    return any(
        block.kind is BlockKind.PARAGRAPH
        and block.gap_before
        and block.indent > blocks[index].indent
        for block in following
    )


_ONLY_LINK = re.compile(r"\W{0,4}\[[^\n]{0,1000}\]\([^()\n]{0,1500}\)\W{0,4}")
_LINKS = re.compile(r"!?\[+([^\[\]\n]{0,400})\]+(?:\([^()\n]{0,1000}\))?|<[^<>\n]{1,400}>")
_DECORATION = re.compile(r"[^\w?？؟！!.。:：)\]>\"'”’`*]+$")


def _wording(text: str) -> str:
    """Return what a title says without links, tags and the signs that decorate its end."""
    text = text[:1200]
    if "[" in text or "<" in text:
        text = _LINKS.sub(lambda match: (match[1] or "") if "(" not in match[0] else match[1], text)
        text = re.sub(r"\b(?:src|source|link)\b\s*$", "", text)
    text = text.strip().strip("*_ ")
    # The search is worth it only where something is to be found.
    return _DECORATION.sub("", text) if _DECORATION.match(text[-1:]) else text


def _odds(text: str) -> float:
    likeness = question_likeness(text) if text else 0.5
    return max(min(log(likeness / (1 - likeness)), 2.5), -2.5)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _leads_elsewhere(blocks: Sequence[Block], index: int, linked: Collection[str]) -> bool:
    """Tell whether a title stands above questions, answers, contents, or what closes the page."""
    block = blocks[index]
    if block.kind in (BlockKind.NUMBERED, BlockKind.BULLET):
        return False
    text = strip_number(block.text)[1]
    if names_closing(text) or names_contents(text) or part_of(text, is_title=False):
        return True
    if asks_for_feedback(text):
        return True
    return block.kind is BlockKind.HEADING and leads_contents(blocks, index, frozenset(linked))


def _below(blocks: Sequence[Block], index: int) -> int | None:
    """Return the index of the first block below a title that shows something."""
    for at in range(index + 1, min(index + 6, len(blocks))):
        if blocks[at].kind not in _SPACE:
            return at
    return None


def _asks(odds: float) -> bool:
    """Tell whether a title reads like a question."""
    return odds > 0


def _is_above(style: Style, below: Style) -> bool:
    """Tell whether titles of one style may stand above sections of titles of another."""
    if below[0] == "heading":
        return style[0] == "heading" and _depth(style) < _depth(below)
    return style[0] == "heading" or (style[0] == "strong" and below[0] != "strong")


def _depth(style: Style) -> int:
    return style[1] if isinstance(style[1], int) else 0


def _number_evidence(block: Block, style: Style) -> float:
    if style[0] == "word" or style[-1] == "q":
        return _ASKED
    return _NUMBERED if style[-1] and style[0] != "summary" else 0.0


def _has_label(blocks: Sequence[Block], index: int, below: int | None) -> bool:
    """Tell whether ``Answer:`` stands below a title, with no other title in between."""
    for at in range(index + 1, min(index + 9, len(blocks))):
        block = blocks[at]
        if block.first.prefix == "a":
            return at == below or not block.label
        if block.kind is blocks[index].kind and block.kind is BlockKind.BULLET:
            return False
        if block.kind in TITLES or block.kind is BlockKind.NUMBERED:
            return False
    return False


# --- the choice -------------------------------------------------------------------------------


def question_titles(blocks: Sequence[Block], titles: Sequence[Title]) -> frozenset[int]:
    """Return the indices of the titles that are the document's questions; empty if none are."""
    by_style: dict[Style, list[Title]] = {}
    for title in titles:
        if not (title.repeats or (names_subpart(title.text) and not title.label)):
            by_style.setdefault(title.style, []).append(title)
    totals = {style: _total(each) for style, each in by_style.items()}
    convincing = [
        style for style, total in totals.items() if total / len(by_style[style]) > _CHOSEN
    ]
    convincing = [style for style in convincing if _stands_alone(by_style[style])]
    convincing = [
        style
        for style in convincing
        if not any(_stands_in_few(by_style[style], by_style[other]) for other in convincing)
    ]
    if not convincing:
        return frozenset()
    # Titles of one level are rivals of others together, with and without numbers.
    together: dict[Style, float] = {}
    for style in convincing:
        together[style[:2]] = together.get(style[:2], 0.0) + totals[style]
    best = max(convincing, key=lambda style: (together[style[:2]], totals[style]))
    known = all(title.linked and title.odds > 0 for title in by_style[best])
    rivals = _numbers_ask(blocks, convincing) > totals[best]
    if not known and (rivals or _is_title_of_all(by_style[best], blocks)):
        return frozenset()
    outer = [s for s in convincing if s != best and _holds(by_style[s], by_style[best])]
    if outer:
        best = max(outer, key=lambda style: totals[style])
    chosen = set(_members(by_style[best]))
    for style in sorted(convincing, key=lambda style: style[:2] != best[:2]):
        if style != best and _is_beside(style, best, by_style, blocks, chosen):
            chosen.update(_members(by_style[style]))
    # Of titles that look nearly like the chosen ones, those that ask are questions, too.
    for style, each in by_style.items():
        if (
            style not in convincing
            and style[:-1] == best[:-1]
            and style[0] in ("heading", "strong")
        ):
            chosen.update(t.index for t in each if t.linked and not t.leads)
            chosen.update(t.index for t in each if t.odds > 1.5 and t.evidence > 1.0)
        elif style[0] == best[0] == "heading" and len(each) <= _FEW:
            chosen.update(t.index for t in each if t.odds > 1.5 and len(t.text.split()) >= _LONG)
    return frozenset(chosen)


_LIST = 4
"""Plain numbers from which on a document with only one title has a list of questions."""


def _is_title_of_all(titles: Sequence[Title], blocks: Sequence[Block]) -> bool:
    """Tell whether the only title of its kind stands above a list of numbered questions."""
    if len(titles) > 1 or titles[0].linked:
        return False
    below = blocks[titles[0].index + 1 :]
    return sum(b.kind is BlockKind.NUMBERED and style_of(b) is None for b in below) >= _LIST


def _numbers_ask(blocks: Sequence[Block], convincing: Collection[Style]) -> float:
    """Return what speaks for questions with numbers before them, but for those of titles."""
    plain = [
        block
        for block in blocks
        if block.kind is BlockKind.NUMBERED and block.label and style_of(block) not in convincing
    ]
    outer = min((block.indent for block in plain), default=0) + 2
    odds = (_odds(_wording(block.text)) for block in plain if block.indent < outer)
    return sum(max(each, 0.0) for each in odds)


def _total(titles: Sequence[Title]) -> float:
    return sum(title.evidence for title in titles)


def _stands_alone(titles: Sequence[Title]) -> bool:
    """Tell whether titles hold questions with their answers below, not a list of questions.

    Of numbers, what follows decides: they may be a list whose answers stand below all of it.
    """
    if len(titles) == 1 and titles[0].style[:2] == ("heading", 1):
        # The title of the whole page.
        return bool(titles[0].label) or titles[0].odds > 0
    numbered = titles[0].style[0] == "word" or str(titles[0].style[0]).startswith("numbered")
    return not numbered or sum(title.has_body for title in titles) >= 0.5 * len(titles)


def _stands_in_few(inner: Sequence[Title], outer: Sequence[Title]) -> bool:
    """Tell whether all bullets of one style stand in the answers below a few of many headings."""
    if inner[0].style[0] != "bullet" or outer[0].style[0] != "heading":
        return False
    starts = [title.index for title in outer]
    places = {bisect_right(starts, title.index) for title in inner}
    return 0 not in places and len(places) <= _FEW_PLACES * len(starts)


_FEW_PLACES = 0.2


def topic_titles(blocks: Sequence[Block], titles: Sequence[Title]) -> frozenset[int]:
    """Return the headings with text below them, for a document where nothing asks.

    They are topics, and what stands below is what there is to know. Of several levels the one with
    the most such headings counts; empty where there are not at least three, and no contents that
    link to them.
    """
    counts: dict[Style, list[Title]] = {}
    for title in titles:
        if title.style[0] == "heading" and (title.has_body or title.linked) and not title.leads:
            counts.setdefault(title.style[:2], []).append(title)
    best = max(counts.values(), key=len, default=[])
    if len(best) < _OFTEN and not all(title.linked for title in best):
        return frozenset()
    return frozenset(title.index for title in best)


_FEW, _LONG = 2, 6
_ASKING_HABIT = 0.8


def _members(titles: Sequence[Title]) -> Iterator[int]:
    """Yield the titles of a style that holds questions which are some.

    Left out are those that stand there again and again, those that only lead to other titles, and,
    where nearly all others ask, the few short ones that do not: ``Example``, ``Why so:``.
    """
    habit = sum(title.odds > 0 for title in titles) >= _ASKING_HABIT * len(titles)
    for title in titles:
        if not (title.text or title.label):
            continue
        unnumbered = not title.label and not title.linked
        if title.leads and unnumbered and title.odds < 1.0:
            continue
        is_part = names_subpart(title.text) or is_lead_in(title.text)
        if unnumbered and habit and is_part and title.odds < -0.8:
            continue
        tells = title.odds < 0 and title.evidence < _CHOSEN
        if title.style[0] == "bullet" and tells and not habit:
            continue
        yield title.index


_PER_TITLE = 2.5
"""Inner titles for each outer one up to which the outer ones are questions with an answer each."""


def _holds(outer: Sequence[Title], inner: Sequence[Title]) -> bool:
    """Tell whether titles of one style stand in answers to questions of another style."""
    first = outer[0].index
    inside = sum(title.index > first for title in inner)
    own = sum(title.has_body and not title.leads for title in outer)
    return (
        inside >= 0.9 * len(inner)
        and own >= 0.6 * len(outer)
        and len(inner) <= _PER_TITLE * len(outer)
        and _total(outer) / len(outer) > 0.8
        and len(outer) > 1
        and not (outer[0].style[0] == "strong" and inner[0].style[0] == "heading")
        and not (outer[0].style[0] == inner[0].style[0] and _level(outer) > _level(inner))
    )


def _is_beside(
    style: Style,
    best: Style,
    by_style: Mapping[Style, Sequence[Title]],
    blocks: Sequence[Block],
    chosen: Collection[int],
) -> bool:
    """Tell whether a second style that holds questions does not stand inside answers."""
    if style[0] == "bullet" or best[0] == "bullet":
        return style[0] == best[0]
    if style[:-1] == best[:-1] or (style[0] == "word" and best[-1] == "q"):
        return True
    if style[0] == best[0] == "heading":
        # A higher heading ends the answer above it.
        own = sum(t.has_body and (bool(t.label) or t.odds > 1.5) for t in by_style[style])
        only = by_style[style][0]
        if len(by_style[style]) == 1 and (not only.label or only.index < min(chosen, default=0)):
            return False
        return _level(by_style[style]) < _level(by_style[best]) and own > 0.5 * len(by_style[style])
    if not chosen:
        return True
    # In answers it stands between the first and the last question.
    first, end = min(chosen), _end_of_last(max(chosen), blocks)
    outside = [t for t in by_style[style] if not first < t.index < end]
    return len(outside) >= 0.9 * len(by_style[style])


def _end_of_last(index: int, blocks: Sequence[Block]) -> int:
    """Return where the answer to the last question ends: at a heading that is no deeper."""
    level = blocks[index].level or 6
    for at in range(index + 1, len(blocks)):
        if 0 < blocks[at].level <= level:
            return at
    return len(blocks)


def _level(titles: Sequence[Title]) -> int:
    return _depth(titles[0].style)
