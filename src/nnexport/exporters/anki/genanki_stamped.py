"""genanki's note type, but with a time that is handed in.

genanki gives all note types one time; Anki would then take either nothing or everything for
changed. Importing this module imports genanki.
"""

from __future__ import annotations

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
