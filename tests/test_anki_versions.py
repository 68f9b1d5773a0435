"""The comparison of several versions of Anki, here with the one that is installed."""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.anki_versions.compare import Told, disagreements, problems_of, tell
from tests.anki_versions.environments import (
    CannotInstall,
    pinned_version,
    pinned_versions,
    run_quietly,
)
from tests.anki_versions.packages import Packages, make_packages

NEWEST = list(pinned_versions())[-1]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Packages, ...]:
    return make_packages(tmp_path_factory.mktemp("packages"))


@pytest.fixture(scope="module")
def told(anki_library: Any, packages: tuple[Packages, ...]) -> Told:
    return tell(Path(sys.executable), packages[0])


def test_update_keeps_what_a_learner_has(told: Told, packages: tuple[Packages, ...]) -> None:
    assert problems_of(told, packages[0], NEWEST) == []
    assert told["reviewed"] == 24


def test_shipped_deck_is_updated(anki_library: Any, packages: tuple[Packages, ...]) -> None:
    told = tell(Path(sys.executable), packages[1])
    assert problems_of(told, packages[1], NEWEST) == []
    assert told["second"] == {"new": 1, "updated": 8, "same": 41, "refused": 0}


def test_another_version_or_import_is_a_problem(told: Told, packages: tuple[Packages, ...]) -> None:
    (problem,) = problems_of(told, packages[0], "23.12.1")
    assert problem.endswith(", not 23.12.1")
    refused = told | {"second": told["second"] | {"updated": 0, "refused": 28}}
    assert problems_of(refused, packages[0], NEWEST)
    assert problems_of(told | {"problems": ["lost"]}, packages[0], NEWEST) == ["lost"]


def test_versions_that_show_something_else_disagree(told: Told) -> None:
    assert disagreements(told, told) == []
    other = copy.deepcopy(told)
    card, guid = next(iter(other["shown"])), next(iter(other["notes"]))
    other["shown"][card][0] = "<p>Something else</p>"
    other["notes"][guid][1] = ["another-tag"]
    assert disagreements(told, other) == [
        f"note {guid}: other fields or tags",
        f"card {card}: another question",
    ]
    del other["notes"][guid]
    assert f"notes: only one of them has {guid}" in disagreements(told, other)


def test_markup_of_another_version_is_no_disagreement(told: Told) -> None:
    other = copy.deepcopy(told)
    card = next(iter(other["shown"]))
    other["shown"][card][0] = other["shown"][card][0].replace('<div class="', '<div class="other ')
    assert other != told
    assert disagreements(told, other) == []


def test_pins_are_one_file_a_version() -> None:
    versions = pinned_versions()
    assert len(versions) == 6
    assert all(pinned_version(file) == version for version, file in versions.items())
    assert all(file.stem == version for version, file in list(versions.items())[:-1])


def test_what_cannot_be_installed_says_why() -> None:
    code = "import sys; sys.exit('a warning\\nERROR: no wheel for this Python')"
    with pytest.raises(CannotInstall, match=r"\AERROR: no wheel for this Python\Z"):
        run_quietly(sys.executable, "-c", code)
