"""genanki's classes, but with ids and times that are handed in.

genanki numbers notes and cards from the clock and gives all of them one time; Anki would then take
either nothing or everything for changed. Importing this module imports genanki.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import genanki

from nnexport.exporters.anki.note_types import NoteType


class StampedModel(genanki.Model):
    """A note type with its own time. ("Model" is genanki's word for it.)"""

    # Which fields make a card; only old clients read it, and genanki cannot work it out for cloze.
    _req = ((0, "any", (0,)),)

    def __init__(self, note_type: NoteType, mod: int) -> None:
        super().__init__(
            model_id=note_type.id,
            name=note_type.name,
            fields=[
                {"name": each.name, "id": each.id, "font": "Arial", "collapsed": each.spare}
                for each in note_type.fields
            ],
            templates=[
                {
                    "name": note_type.template_name,
                    "id": note_type.template_id,
                    "qfmt": note_type.front,
                    "afmt": note_type.back,
                }
            ],
            css=note_type.css,
            model_type=self.CLOZE if note_type.kind == "cloze" else self.FRONT_BACK,
        )
        self.mod = mod

    # `Any`: genanki has no types; this is the JSON that goes into the database.
    def to_json(self, timestamp: float, deck_id: int) -> Any:
        return super().to_json(self.mod, deck_id)


class StampedNote(genanki.Note):
    """A note with its own id and time; its cards get the ids that ``card_ids`` gives."""

    def __init__(
        self,
        model: StampedModel,
        fields: list[str],
        guid: str,
        tags: list[str],
        due: int,
        note_id: int,
        mod: int,
    ) -> None:
        super().__init__(model=model, fields=fields, guid=guid, tags=tags, due=due)
        self.note_id = note_id
        self.mod = mod
        self.card_ids: list[int] = []

    @property
    def ordinals(self) -> list[int]:
        """Which cards it has, 0-based and in order."""
        return sorted(card.ord for card in self.cards)

    def write_to_db(
        self, cursor: Any, timestamp: float, deck_id: int, id_gen: Iterator[int]
    ) -> None:
        # genanki takes the note's id first and then one for each card.
        self.cards.sort(key=lambda card: card.ord)
        super().write_to_db(cursor, self.mod, deck_id, iter([self.note_id, *self.card_ids]))

    def _check_invalid_html_tags_in_fields(self) -> None:
        # Our HTML is made of known tags; genanki's search for others takes long on long lines.
        pass
