"""The packages in several versions of Anki: ``make test-anki-versions``.

Each version has a virtual environment of its own in ``.anki-versions/``, made from the pins in
``requirements/anki-versions/``, and is spoken to by a process: :mod:`tests.anki_versions.study`.
"""
