"""The paragraph engine: words, hyphens and lines, before anything is drawn."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnexport.exporters.pdf.fonts import BOLD, MONO, REGULAR, Fonts, load_face
from nnexport.exporters.pdf.lines import Line, measure_runs, set_lines
from nnexport.exporters.pdf.looks import Look, Run
from nnexport.exporters.pdf.losses import Losses
from nnexport.exporters.pdf.page import Glyphs
from nnexport.exporters.pdf.text import bidi
from nnexport.exporters.pdf.text.characters import clean
from nnexport.exporters.pdf.text.hyphens import find_hyphens

LOOK = Look(REGULAR, 9.0)
HANGING_PT = 3.0
SENTENCES = (
    "Backpropagation computes the gradient of the loss with respect to every weight of a network. "
    "Regularization discourages overly complicated representations, and normalization of the "
    "activations accelerates training considerably. Convolutional architectures share parameters. "
)


def lay_out(
    text: str, width_pt: float, *, language: str = "en", prose: bool = True, fast: bool = False
) -> list[Line]:
    fonts = Fonts(Losses(), language, fast=fast)
    return set_lines([Run(text, LOOK)], fonts, width_pt=width_pt, prose=prose)


def glyphs(line: Line) -> list[Glyphs]:
    return [mark for mark in line.marks if isinstance(mark, Glyphs)]


def read(lines: list[Line]) -> list[str]:
    return ["".join(mark.text for mark in glyphs(line)) for line in lines]


def rejoin(lines: list[Line]) -> str:
    """Return the text of lines, with parted words put together."""
    return re.sub("\u00ad ", "", " ".join(read(lines)))


# --- hyphens --------------------------------------------------------------------------------------


def parts(text: str, language: str) -> str:
    places = [0, *find_hyphens(text, language), len(text)]
    return "-".join(text[one:other] for one, other in pairwise(places))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("representation", "en", "rep-re-sen-ta-tion"),
        ("representation", "en-GB", "rep-res-ent-a-tion"),
        ("“Regularization,”", "en", "“Reg-u-lar-iza-tion,”"),
        ("Silbentrennung", "de", "Sil-ben-tren-nung"),
        ("Silbentrennung", "de-CH", "Sil-ben-tren-nung"),
        ("rétropropagation", "fr", "ré-tro-pro-pa-ga-tion"),
        ("обучается", "ru", "обу-ча-ет-ся"),
    ],
)
def test_words_are_parted_by_the_rules_of_their_language(
    text: str, language: str, expected: str
) -> None:
    assert parts(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "slowly",  # two letters would be left
        "BACKPROPAGATION",
        "TensorFlow",
        "resnet50",
        "https://example.org/representation",
        "torch.representation",
        "representation-learning",
        "snake_case_representation",
        "1234567890",
        "e.g.",
        "representation" * 50,
    ],
)
def test_what_is_no_plain_word_is_not_parted(text: str) -> None:
    assert find_hyphens(text, "en") == ()


@pytest.mark.parametrize("language", ["", "xx", "tlh-Latn", "zh"])
def test_nothing_is_parted_in_a_language_without_rules(language: str) -> None:
    assert find_hyphens("representation", language) == ()
    assert "\u00ad" not in "".join(read(lay_out(SENTENCES * 3, 120.0, language=language)))


def test_code_and_links_are_not_parted() -> None:
    word = "representation "
    for look in (Look(MONO, 9.0), Look(REGULAR, 9.0, href="https://example.org")):
        lines = set_lines([Run(word * 40, look)], Fonts(Losses(), "en"), width_pt=200.0, prose=True)
        assert "\u00ad" not in "".join(read(lines))


def test_letters_have_the_shapes_of_their_language() -> None:
    russian, serbian = (load_face("SourceSans3-It", language) for language in ("ru", "sr-Cyrl"))
    assert russian.shape("бдп").clusters != serbian.shape("бдп").clusters
    assert russian.shape("abc").clusters == serbian.shape("abc").clusters
    assert load_face("SourceSans3-It", "en") is load_face("SourceSans3-It")


def test_compounds_are_parted_at_their_dash_alone() -> None:
    lines = read(lay_out("a low-dimensional and non-representational " * 40, 150.0))
    ends = {line.split()[-1] for line in lines}
    assert any(end.endswith("-") for end in ends)
    assert not any(end.endswith("\u00ad") for end in ends)


# --- lines ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("width_pt", [60.0, 110.0, 244.0, 300.0])
def test_parted_words_come_together_again(width_pt: float) -> None:
    text = (SENTENCES * 4).strip()
    lines = lay_out(text, width_pt)
    assert "\u00ad" in "".join(read(lines))
    assert rejoin(lines) == text


def test_in_haste_lines_are_ragged_and_only_what_is_too_wide_is_parted() -> None:
    text = (SENTENCES * 4).strip()
    lines = lay_out(text, 300.0, fast=True)
    assert " ".join(read(lines)) == text
    assert all(
        mark.gap_pt == 0.0 and mark.stretch == 1.0 for line in lines for mark in glyphs(line)
    )
    narrow = lay_out(text, 40.0, fast=True)
    assert "\u00ad" in "".join(read(narrow))
    assert rejoin(narrow) == text


def test_long_lines_are_justified_and_short_ones_ragged() -> None:
    wide = lay_out(SENTENCES * 3, 300.0)
    assert all(300.0 - HANGING_PT <= line.width_pt <= 300.01 for line in wide[:-1])
    narrow = lay_out(SENTENCES * 3, 150.0)
    assert all(mark.gap_pt == 0.0 for line in narrow for mark in glyphs(line))
    plain = lay_out(SENTENCES * 3, 300.0, prose=False)
    assert all(mark.gap_pt == 0.0 for line in plain for mark in glyphs(line))
    assert "\u00ad" not in "".join(read(plain))


def test_punctuation_hangs_out_of_justified_lines() -> None:
    lines = lay_out("one, two, three, " * 60, 300.0)
    ends = [max(mark.x_pt + mark.width_pt for mark in glyphs(line)) for line in lines[:-1]]
    assert all(300.5 < end < 300.0 + HANGING_PT for end in ends)


def test_spaces_and_glyphs_stay_within_their_limits() -> None:
    lines = lay_out(SENTENCES * 8, 244.0)[:-1]
    for line in lines:
        for mark in glyphs(line):
            assert -0.06 * 9.0 <= mark.gap_pt <= 0.5 * 9.0
            assert 0.985 <= mark.stretch <= 1.015


def test_a_word_wider_than_its_line_is_hyphenated_before_it_is_cut() -> None:
    lines = lay_out("a representation of regularization", 45.0, prose=False)
    assert rejoin(lines) == "a representation of regularization"
    cut = lay_out("a representation of regularization", 45.0, prose=False, language="")
    assert "\u00ad" not in "".join(read(cut))
    assert "".join(read(cut)).replace(" ", "") == "arepresentationofregularization"


def test_a_change_of_look_inside_a_word_gives_no_place_for_a_break() -> None:
    runs = [Run("aaa ", LOOK), Run("bold", Look(BOLD, 9.0)), Run("ness, and more", LOOK)]
    for width_pt in range(50, 80):
        lines = set_lines(runs, Fonts(Losses(), "en"), width_pt=float(width_pt))
        assert any("boldness," in text for text in read(lines))


@pytest.mark.parametrize(
    "texts",
    [
        ["a", " ", "b"],
        ["a ", "", "b"],
        ["a ", " b"],
        ["a\u200b ", "b"],
        ["a", "\u200d", " b"],
        ["a\u00ad", " b"],
    ],
)
def test_a_space_between_runs_is_one_space(texts: list[str]) -> None:
    looks = [LOOK, Look(BOLD, 9.0)]
    runs = [Run(text, looks[at % 2]) for at, text in enumerate(texts)]
    (line,) = set_lines(runs, Fonts(Losses(), "en"), width_pt=100.0)
    assert "".join(read([line])) == "a b"


def test_a_no_break_space_is_no_place_for_a_break() -> None:
    lines = lay_out("one two\u00a0three four", 45.0, prose=False)
    assert "two\u00a0three" in read(lines)


@pytest.mark.parametrize("width_pt", [46.0, 55.0, 64.0, 73.0, 100.0])
def test_lines_of_chinese_and_japanese_end_anywhere_but_at_their_signs(width_pt: float) -> None:
    text = "学習（がくしゅう）、ッと「重み」を変える。神经网络，模型（计算）。" * 4
    lines = read(lay_out(text, width_pt))
    assert "".join(lines) == text
    assert len(lines) > 8
    for line in lines:
        assert line[0] not in "）、」。，ッゅー"
        assert line[-1] not in "（「"


def test_measured_runs_are_as_wide_as_their_line() -> None:
    runs = [Run("some words, and ", LOOK), Run("bold", Look(BOLD, 9.0)), Run("ness", LOOK)]
    fonts = Fonts(Losses(), "en")
    widest, whole = measure_runs(runs, fonts)
    (line,) = set_lines(runs, fonts, width_pt=500.0)
    assert whole == pytest.approx(line.width_pt)
    assert widest == pytest.approx(sum(mark.width_pt for mark in glyphs(line)[1:]), rel=0.02)


@pytest.mark.parametrize("text", ["🇯🇰🇬🇭🇩🇶 a", "🇯🇰🇬🇭🇩🇶 א", "\u200d", "a \u200d b"])
def test_parts_of_a_word_are_drawn_as_they_were_measured(text: str) -> None:
    for line in lay_out(text, 30.0):
        for mark in glyphs(line):
            assert mark.x_pt + mark.width_pt <= 30.01


texts = st.lists(
    st.one_of(
        st.sampled_from(SENTENCES.split()),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12),
        st.sampled_from(["אבג", "(مثال)", "12.5%", "x" * 50, "non-linear/piecewise", "fi‑x"]),
    ),
    max_size=60,
).map(" ".join)


@settings(deadline=None)
@given(texts, st.sampled_from([40.0, 100.0, 244.0]), st.booleans(), st.booleans())
def test_nothing_is_lost_and_no_line_is_too_wide(
    text: str, width_pt: float, prose: bool, fast: bool
) -> None:
    fonts = Fonts(Losses(), "en", fast=fast)
    lines = set_lines([Run(text, LOOK)], fonts, width_pt=width_pt, prose=prose)
    for line in lines:
        # A single sign may be wider than a narrow line; it cannot be cut.
        single = len(re.sub(r"[\s\u00ad]", "", "".join(read([line])))) <= 2
        assert line.width_pt <= width_pt + 0.02 or single
        for mark in glyphs(line):
            assert mark.x_pt + mark.width_pt <= width_pt + HANGING_PT or single
    if not any(map(bidi.is_right_to_left, text)):
        printed = re.sub(r"[\s\u00ad\u200b\ufffd]", "", "".join(read(lines)))
        source = re.sub(r"[\s\u00ad\u200b]", "", "".join(map(clean, text.split())))
        kept = [character for character in source if character in printed]
        assert len(printed) <= len(source)
        assert "".join(kept).startswith(printed[:20]) or "\ufffd" in "".join(read(lines))


# --- directions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("logical", "base", "visual"),
    [
        ("אב (ab) גד", 1, "דג (ab) בא"),
        ("ab (אב) cd", 0, "ab (בא) cd"),
        ("אב (ab גד) ה", 1, "ה (דג ab) בא"),
        ("אב 12% ג", 1, "ג 12% בא"),
        ("אב $5 ג", 1, "ג $5 בא"),
        ("مب 12-13", 1, "13-12 بم"),
        ("אב 12-13", 1, "12-13 בא"),
        ("a אב, גד b", 0, "a דג ,בא b"),
    ],
)
def test_numbers_and_brackets_among_two_directions(logical: str, base: int, visual: str) -> None:
    levels = bidi.levels(logical, base)
    drawn = "".join(
        bidi.mirror(logical[at]) if levels[at] % 2 else logical[at]
        for at in bidi.visual_order(levels)
    )
    assert drawn == visual
