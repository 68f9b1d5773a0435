"""Code on cards: in colours where the fence names a language, and always exactly as written."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nnexport.exporters.anki.html import render_markdown
from nnexport.exporters.anki.style import CSS
from nnexport.exporters.colours import CODE_CLASSES, LONGEST, colour_code

PYTHON = '@cache\ndef half(n: int) -> float:\n    """Half."""\n    return n / 2  # exact\n'


def fenced(code: str, language: str, *, cloze: bool = False) -> str:
    """Return the HTML of a fenced block."""
    return render_markdown(f"~~~~~~ {language}\n{code}\n~~~~~~", cloze=cloze).html


def shown(html: str) -> str:
    """Return what a browser shows of code."""
    return unescape(re.sub("<[^>]*>", "", html))


def classes(code: str, language: str) -> dict[str, str]:
    return {text.strip(): name for name, text in colour_code(code, language) if text.strip()}


def test_kinds_of_code_have_their_classes() -> None:
    assert classes(PYTHON, "python") == {
        "@cache": "nd",
        "def": "k",
        "half": "nf",
        "(n:": "",
        "int": "nb",
        ") ->": "",
        "float": "nb",
        ":": "",
        '"""Half."""': "s",
        "return": "k",
        "n /": "",
        "2": "m",
        "# exact": "c",
    }
    assert classes("key: plain # c", "yaml") == {"key": "k", ": plain": "", "# c": "c"}
    assert classes("-old\n+new\n", "diff") == {"-old": "gd", "+new": "gi"}


def test_html_of_code_is_small_and_has_no_colour_of_its_own() -> None:
    html = fenced("static public void main\nx = 1", "java")
    assert html == (
        '<pre><code class="language-java"><span class="k">static public</span> '
        '<span class="nb">void</span> main\nx = <span class="m">1</span></code></pre>'
    )


@pytest.mark.parametrize(
    "info",
    ["python", "PYTHON", "py", "{.python .numberLines}", "python,ignore", "python{1,3}", "py:a.py"],
)
def test_fence_names_the_language(info: str) -> None:
    assert '<span class="k">return</span>' in fenced(PYTHON, info)


@pytest.mark.parametrize("language", ["c++", "C#", "yml", "kt", "html+jinja", "objective-c", "f#"])
def test_other_names_are_known(language: str) -> None:
    assert {name for name, _ in colour_code('x "a" 1 /* b */ {# c #}', language)} != {""}


@pytest.mark.parametrize("language", ["", "pseudocode", "text", "h", "m", "{", "?", "pawn"])
def test_code_of_no_language_or_of_a_doubtful_one_is_plain(language: str) -> None:
    assert colour_code(PYTHON, language) == (("", PYTHON),)
    assert "<span" not in fenced(PYTHON, language)


def test_code_without_a_fence_or_in_a_line_is_plain() -> None:
    assert "<span" not in render_markdown("    return 1\n\n`return 1`").html


def test_long_code_is_plain() -> None:
    assert colour_code("return\n" * (LONGEST // 7), "python")[0][0] == "k"
    assert colour_code("return\n" * LONGEST, "python")[0][0] == ""


def test_php_has_its_colours_with_and_without_its_sign() -> None:
    assert ("k", "return") in colour_code("return 1;", "php")
    assert ("k", "return") in colour_code("<p><?php return 1; ?></p>", "php")


def test_lexer_that_fails_or_loses_text_leaves_the_code_plain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Lossy:
        def get_tokens_unprocessed(self, text):  # type: ignore[no-untyped-def]
            yield 0, ("Keyword",), text[1:]

    class Failing:
        def get_tokens_unprocessed(self, text):  # type: ignore[no-untyped-def]
            raise RuntimeError(text)

    for lexer in (Lossy(), Failing()):
        monkeypatch.setattr(
            "nnexport.exporters.colours._find_lexer", lambda *_, found=lexer, **__: found
        )
        colour_code.cache_clear()
        assert colour_code("abc", "python") == (("", "abc"),)
    colour_code.cache_clear()


LANGUAGES = "python pycon c++ java js html php bash console sql diff yaml json rst tex haskell lisp"
PIECES = r"""
    {{ }} {{c1:: :: : { } [ ] [sound: [sound:a.mp3] [latex] [/latex] [[type: [anki: [$] [/$] < > &
    &amp; <b> </span> <script> <?php ?> \( \) \[ \ " ' ''' ` # // /* */ -- ; = + - @@ $ >>> $$ ...
    def class return None 1 0x1f 1.5 f"{x}" %s \n é 日 👩 😀
"""
CODE = st.lists(st.sampled_from([*PIECES.split(), " ", "\n", "\t", "    "]), max_size=25).map(
    "".join
)
# What Anki itself would replace in a field, whatever HTML stands around it.
ANKI_READS = re.compile(
    r"\{\{|\x1f|\[\[type:|\[(?:sound:|anki:|/?latex\]|/?\$\$?\])", re.IGNORECASE
)


@given(CODE, st.sampled_from(LANGUAGES.split()))
@example("{{c1::x}}", "python")
@example('f"{{c1::{x}}}"', "python")
@example("\n\n a \n", "python")
@example(" x\r\ty", "console")
def test_code_is_shown_exactly_and_nothing_in_it_is_obeyed(code: str, language: str) -> None:
    pieces = colour_code(code, language)
    assert "".join(text for _, text in pieces) == code
    assert all(text for _, text in pieces)
    assert all(one[0] != next_one[0] for one, next_one in pairwise(pieces))
    assert {name for name, _ in pieces} <= CODE_CLASSES | {""}
    for cloze in (False, True):
        html = fenced(code, language, cloze=cloze)
        assert shown(html) == code.replace("\r", "\n")
        assert re.sub(r'</?(?:pre|code|span)(?: class="[\w+-]+")?>', "", html).count("<") == 0
        for seen in (html, re.sub("<[^>]*>", "", html)):  # Anki looks at both.
            assert not ANKI_READS.search(seen)
            assert not cloze or not re.search(r"\}\}|::", seen)


def test_every_class_has_a_colour_and_none_is_left_over() -> None:
    assert set(re.findall(r"pre \.(\w+)(?=[^{}]*\{ color: var)", CSS)) == CODE_CLASSES


def test_pygments_is_loaded_for_code_only() -> None:
    check = "; import sys; sys.exit('pygments' in sys.modules)"
    render = "from nnexport.exporters.anki.html import render_markdown as r; r({!r})"
    for program, loaded in (
        ("import nnexport.cli, nnexport.exporters.anki", 0),
        (render.format("~~~\nx\n~~~"), 0),
        (render.format("~~~ python\nx\n~~~"), 1),
    ):
        assert subprocess.run([sys.executable, "-c", program + check]).returncode == loaded


# --- contrast ------------------------------------------------------------------------------------

BACKGROUNDS = {"paper", "shade", "glow"}
LINES = {"line", "edge"}
"""Lines part what white space parts already; text has none of their colours."""
PICTURES = {"ink", "sheet"}
"""The sheet of a picture, and its description on it where the picture cannot be shown."""


def palettes() -> dict[str, dict[str, str]]:
    """Return the colours of each mode by their names."""
    modes = {"day": r"\.card", "night": r"\.card\.nightMode, \.card\.night_mode"}
    return {
        mode: dict(
            re.findall(
                r"--(\w+): (#\w{6});",
                re.search(rf"^{selector} \{{(.*?)^\}}", CSS, re.DOTALL | re.MULTILINE)[1],  # type: ignore[index]
            )
        )
        for mode, selector in modes.items()
    }


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, 0 to 1. Source: WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_colour_of_text_is_readable_on_every_background() -> None:
    day, night = palettes().values()
    assert day.keys() == night.keys() >= BACKGROUNDS | LINES
    for colours in (day, night):
        for name in colours.keys() - BACKGROUNDS - LINES - PICTURES:
            for background in BACKGROUNDS:
                assert contrast(colours[name], colours[background]) >= 4.5, (name, background)
        assert contrast(colours["ink"], colours["sheet"]) >= 4.5
        for name in LINES:
            assert contrast(colours[name], colours["paper"]) >= 1.2, name


def test_every_colour_comes_from_the_palette() -> None:
    rules = re.sub(r"--\w+: #\w{6};", "", CSS)
    assert not re.search(r"#[0-9a-f]{3}|rgb|hsl|opacity|filter", rules)
    used = set(re.findall(r"var\(--(\w+)\)", rules)) - {"under"}
    assert set(re.findall(r"--under: ([^;]+);", rules)) == {"var(--paper)", "var(--shade)"}
    assert used == palettes()["day"].keys()
    text_colours = set(re.findall(r"(?<![\w-])color: ([^;]+);", rules))
    named = {f"var(--{name})" for name in used - BACKGROUNDS - LINES}
    assert text_colours <= named | {"inherit"}
    behind = set(re.findall(r"background(?:-color)?: ([^;]+);", rules))
    assert behind <= {f"var(--{name})" for name in BACKGROUNDS | {"sheet"}} | {"none"}
    (picture_rule,) = [rule for rule in rules.split("}") if "--ink" in rule or "--sheet" in rule]
    assert ".card img {" in picture_rule
    assert "--ink" in picture_rule
    assert "--sheet" in picture_rule
