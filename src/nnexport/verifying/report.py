"""What Anki found, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from nnexport.diagnostics import harmless
from nnexport.outcome import counted
from nnexport.verifying.facts import Facts, Import, Update, facts_to_json


def facts_text(facts: Facts, package: Path, following: Path | None) -> str:
    """Return a few lines on what was imported and what became of it; problems are not in it."""
    return "\n".join(map(harmless, _lines(facts, package, following)))


def facts_json(facts: Facts) -> str:
    """Return everything, with all findings."""
    return json.dumps(facts_to_json(facts), ensure_ascii=False, indent=2)


def _lines(facts: Facts, package: Path, following: Path | None) -> Iterator[str]:
    cards = counted(facts.cards, "card")
    yield f"{package}, in Anki {facts.anki}: {counted(facts.notes, 'note')}, {cards}"
    for name, count in facts.note_types:
        yield f"  {name}: {counted(count, 'note')}"
    if following is not None and facts.update is not None:
        yield from _update_lines(facts.update, following)
    yield _verdict(facts)


def _update_lines(update: Update, following: Path) -> Iterator[str]:
    yield f"then {following}, after {counted(update.reviewed, 'review')}: {_counts(update.counts)}"
    for sign, names in (("~", update.changed), ("-", update.left)):
        yield from (f"  {sign} {name}" for name in names[:_SHOWN])
        if len(names) > _SHOWN:
            yield f"  {sign} and {len(names) - _SHOWN} more"
    if update.left:
        yield f"  ({counted(len(update.left), 'note')} that the new package lacks stay in Anki)"


_SHOWN = 20


def _counts(counts: Import) -> str:
    shown = ((counts.new, "new"), (counts.updated, "updated"), (counts.same, "the same"))
    parts = [f"{count} {what}" for count, what in shown if count]
    return ", ".join([*parts, *([f"{counts.conflicting} in conflict"] * bool(counts.conflicting))])


def _verdict(facts: Facts) -> str:
    if facts.findings:
        return f"{counted(len(facts.findings), 'problem')} found"
    kept = ", every review and schedule is as it was" if facts.update else ""
    return f"no problem found{kept}"
