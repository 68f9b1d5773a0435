"""Pandoc as a fixture: the program that converts documents, and makes those of the tests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable

import pytest

from nnexport.converters.pandoc import find_pandoc

MakeDocument = Callable[[str, str], bytes]
"""Markdown and pandoc's name of a format → a document."""


@pytest.fixture(scope="session")
def make_document() -> MakeDocument:
    """Pandoc, or a skip; `make test` sets the variable where it cannot be installed."""
    pandoc = find_pandoc()
    if pandoc is None:
        if os.environ.get("NNEXPORT_WITHOUT_CONVERT") == "1":
            pytest.skip("without pandoc")
        pytest.fail(
            "no pandoc: install requirements/convert.txt, or set NNEXPORT_WITHOUT_CONVERT=1"
        )

    def make(markdown: str, name: str) -> bytes:
        command = [pandoc, "--standalone", "--from", "markdown", "--to", name, "--output", "-"]
        return subprocess.run(
            command, input=markdown.encode(), capture_output=True, check=True
        ).stdout

    return make
