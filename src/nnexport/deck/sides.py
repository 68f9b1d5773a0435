"""A deck file that holds both sides of a git merge → one deck file.

Where two branches added to the same place, keeping both sides is always right: whole blocks then
follow each other, which needs no help. But where both added the *same* question, or changed one,
git puts only the lines that differ into the conflict. Kept both, the second side's rest is an
answer below the first side's variants, perhaps behind further questions of that side.

Here such rests are brought home and put together with what the first side has: variants beside
variants, answer below answer. What of an answer is generated and what a person wrote is for merging
to tell; nothing is thrown away here but a line that says what another one says already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from nnexport.deck.conflicts import has_markers, without_markers
from nnexport.deck.document import NoteId
from nnexport.deck.lock import Lock, hash_text, locked_notes
from nnexport.deck.side_parts import (
    Block,
    Fragment,
    Part,
    block_text,
    join_brackets,
    split_file,
    split_variants,
    unfit,
)


@dataclass(frozen=True, slots=True)
class UnitedDeck:
    """A deck's text with every question once, and the questions that stood there twice."""

    text: str
    notes: frozenset[NoteId]
    lost: frozenset[NoteId]
    """Questions of which only the id was left; reading their sources brings them back."""

    is_certain: bool
    """Nothing but a merge leaves such a file: it has git's marks, or a list in two pieces."""


def unite_deck(
    text: str,
    lock: Lock,
    exists: Callable[[str], bool],
    ask_the_same: Callable[[str, str], bool],
) -> UnitedDeck | None:
    """Return the deck that a text with both sides of a merge stands for.

    ``lock`` says which texts belong to which question; ``exists`` tells whether a path in the
    deck's folder does, and ``ask_the_same`` whether two wordings mean one question. ``None`` if the
    text cannot be parted into blocks, or where the sides contradict each other in a setting: that
    is for a person to decide.
    """
    plain = without_markers(text)
    ends = "\r\n" if "\r\n" in plain.split("\n")[0] + "\n" else "\n"
    split = split_file(plain.replace("\r\n", "\n"))
    if split is None:
        return None
    uniting = _Uniting(lock, ask_the_same)
    sources = _unite_sources(split.sources, split.strays, exists)
    sections = _unite_named(split.sections)
    questions = uniting.unite(split.questions)
    if questions is None:
        return None
    lines = split.render(sources, sections, questions)
    is_certain = split.is_mixed or has_markers(text)
    united, lost = frozenset(uniting.united), frozenset(uniting.lost)
    return UnitedDeck(ends.join(lines), united, lost, is_certain)


# --- sources and sections ------------------------------------------------------------------------


def _unite_sources(
    blocks: Iterable[Block], strays: Iterable[Fragment], exists: Callable[[str], bool]
) -> list[Block]:
    """Return the sources, each id once; a hash that two sides disagree about goes: the file is read
    again anyway."""
    united: dict[str, Block] = {}
    order: list[Block] = []
    for block in _whole(blocks):
        known = united.get(block.id)
        if known is None:
            united[block.id or f"\n{len(order)}"] = block
            order.append(block)
            continue
        one, other = known.value("path"), block.value("path")
        if one != other and exists(one) and exists(other):
            order.append(block.without("id"))
            continue
        if one != other and exists(other):
            known.set(block.part("path"))
        if known.value("sha256") != block.value("sha256"):
            known.drop("sha256")
        for part in block.fragments[0].parts:
            if known.part(part.key) is None and part.key != "sha256":
                known.fragments[0].parts.append(part)
    for stray in strays:
        path = stray.part("path")
        gone = next((each for each in order if not exists(each.value("path"))), None)
        if path is not None and gone is not None and exists(path.value.strip("'\"")):
            gone.set(path)
    return order


def _unite_named(blocks: Iterable[Block]) -> list[Block]:
    united: dict[str, Block] = {}
    for block in _whole(blocks):
        united.setdefault(block.id or f"\n{len(united)}", block)
    return list(united.values())


def _whole(blocks: Iterable[Block]) -> Iterable[Block]:
    """Yield the blocks with each rest as a block of its own, under the same id."""
    for block in blocks:
        first, *rests = block.fragments
        yield Block(block.lead, block.dash, [first])
        for rest in rests:
            head = [part for part in first.parts if part.key == "id"]
            own = {part.key for part in rest.parts}
            # What both sides begin with stands in front of the first rest only.
            missing = [part for part in first.parts if part.key not in own and part.key != "id"]
            yield Block([], block.dash, [Fragment([*head, *rest.parts, *missing])])


# --- questions -----------------------------------------------------------------------------------


@dataclass
class _Uniting:
    """Blocks of questions on their way to be one for each id."""

    lock: Lock
    ask_the_same: Callable[[str, str], bool]
    blocks: dict[str, Block] = field(default_factory=dict)
    united: set[NoteId] = field(default_factory=set)
    lost: set[NoteId] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.notes = locked_notes(self.lock)
        self.homes = _homes(self.lock)

    def unite(self, blocks: Iterable[Block]) -> list[Block] | None:
        """Return one block for each question; ``None`` where two settings contradict."""
        rests: list[tuple[str, Fragment]] = []
        for block in blocks:
            first, *others = block.fragments
            name = block.id or f"\n{len(self.blocks)}"
            if name in self.blocks:
                rests.append((name, first))
            else:
                self.blocks[name] = Block(block.lead, block.dash, [first])
            rests += [(self._home_of(rest) or name, rest) for rest in others]
        for name, rest in rests:
            if not self._add(name, rest):
                return None
        asked = [block for block in self.blocks.values() if block.part("question")]
        for block in asked:
            _drop_unfit(block)
        self.lost |= {NoteId(each.id) for each in self.blocks.values()} - {
            NoteId(each.id) for each in asked
        }
        return asked

    def _home_of(self, rest: Fragment) -> str | None:
        """Return the question that a rest belongs to, by the texts in it."""
        said = [*rest.variant_texts(), rest.text("answer"), rest.text("question")]
        found = [
            self.homes[h] for text in said if text and (h := hash_text(text)[:8]) in self.homes
        ]
        return next((home for home in found if home in self.blocks), None)

    def _add(self, name: str, rest: Fragment) -> bool:
        """Put a rest into a block; ``False`` where they contradict each other."""
        block = self.blocks[name]
        asked = rest.part("question")
        if asked is not None and not self._asks_the_same(name, block, asked):
            # Another question with the id of this one: it gets one of its own.
            parts = [part for part in rest.parts if part.key != "id"]
            self.blocks[f"\n{len(self.blocks)}"] = Block([""], block.dash, [Fragment(parts)])
            self.united.add(NoteId(name))
            return True
        self.united.add(NoteId(name))
        return all(_join(block, part) for part in rest.parts if part.key not in ("id", "question"))

    def _asks_the_same(self, name: str, block: Block, asked: Part) -> bool:
        """Tell whether a rest asks what its block asks; a wording by hand outlives another one."""
        own = block.part("question")
        if own is None or block_text(own) == block_text(asked):
            if own is None:
                block.insert(asked)
            return True
        written = (
            self.notes[NoteId(name)].written("question") if name in self.notes else frozenset()
        )
        by_ingest = [hash_text(block_text(part)) in written for part in (own, asked)]
        if by_ingest == [True, False]:
            block.set(asked)
        is_one = by_ingest in ([True, False], [False, True])
        return is_one or self.ask_the_same(block_text(own), block_text(asked))


def _homes(lock: Lock) -> Mapping[str, str]:
    """Return the ids by the beginning of the hash of each text that ingest wrote for one alone."""
    owners: dict[str, set[str]] = {}
    for note in lock.notes:
        hashes = note.written("answer") | note.written("question")
        short = {each[:8] for each in hashes}
        short.update(each for all in note.written("variants") for each in all.split("-"))
        for each in short:
            owners.setdefault(each, set()).add(note.id)
    return {short: next(iter(ids)) for short, ids in owners.items() if len(ids) == 1}


def _join(block: Block, part: Part) -> bool:
    """Add one key of the other side to a block; ``False`` where the two contradict."""
    own = block.part(part.key)
    if own is None:
        block.insert(part)
        return True
    if own.lines == part.lines:
        return True
    match part.key:
        case "answer":
            own.lines = _below(own, part)
        case "variants":
            known = {tuple(each) for each in split_variants(own)}
            for variant in split_variants(part):
                if tuple(variant) not in known:
                    own.lines += variant
        case "tags" | "accept":
            joined = join_brackets(own, part)
            own.lines = joined or own.lines
            return joined is not None
        case "number" | "section":
            # Of a source each; ingest writes that of the first.
            pass
        case _:
            return own.value == part.value
    return True


def _below(own: Part, other: Part) -> list[str]:
    """Return an answer with that of the other side below it."""
    if not block_text(other):
        return own.lines
    if not block_text(own):
        return other.lines
    if not own.is_block or not other.is_block:
        return own.lines
    end = len(own.lines)
    while not own.lines[end - 1].strip():
        end -= 1
    return [*own.lines[:end], *other.lines[1:], *own.lines[end:]]


def _drop_unfit(block: Block) -> None:
    """Take out the variants that a conflict cut in two: ingest reads them again."""
    part = block.part("variants")
    if part is None:
        return
    kept = [line for each in split_variants(part) if not unfit(each) for line in each]
    if kept:
        part.lines = [part.lines[0], *kept]
    else:
        block.drop("variants")
