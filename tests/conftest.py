"""Settings for all tests: the same examples on every run in CI, and none stopped by a slow
machine."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from tests.pandoc import make_document
from tests.real_anki import anki_library, learner

__all__ = ["anki_library", "learner", "make_document"]

# A deadline would be a timed test: it fails on a busy machine and says nothing about the code.
settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.register_profile("long", settings.get_profile("default"), max_examples=2000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "default")
)
