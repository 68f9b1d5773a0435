"""A side of a card → a page as the clients would show it.

On a desktop Anki's own stylesheets come before ours, from the ``aqt`` package; they are read where
they lie and never copied. A phone has the classes and the margins of AnkiDroid.
"""

from __future__ import annotations

import importlib.util
import json
import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Screen:
    """What a card is looked at on."""

    name: str
    width_px: int
    height_px: int
    """At least; pictures are as long as the card."""

    scale: float
    html_classes: str
    body_classes: str


PHONE = Screen("phone", 390, 600, 2, "mobile android linux js chrome", "card card1")
DESKTOP = Screen("desktop", 1000, 500, 1, "linux chrome", "card card1 isLin fancy")
SCREENS = (PHONE, DESKTOP)

# AnkiDroid's page has no margin but half a letter around the content.
_PHONE_STYLE = "<style>body { margin: 0 0 30px; padding: 0 } #content { margin: .5em }</style>"
_CLIENT_STYLES = {DESKTOP: ("css/webview.css", "css/reviewer.css"), PHONE: ()}


# Clients put a button where Anki's renderer leaves a mark for a sound.
_SOUND = re.compile(r"\[anki:play:[qa]:\d+\]")
_BUTTON = (
    '<a class="replay-button" href="#"><svg viewBox="0 0 64 64" width="40">'
    '<circle cx="32" cy="32" r="28"/><path d="M24 18 48 32 24 46z"/></svg></a>'
)


def find_anki_web() -> Path | None:
    """Return the folder of Anki's stylesheets and MathJax; ``None`` without the ``aqt`` package."""
    package = importlib.util.find_spec("_aqt")
    for folder in (package.submodule_search_locations or ()) if package else ():
        web = Path(folder, "data", "web")
        if (web / "js/vendor/mathjax/tex-chtml-full.js").is_file():
            return web
    return None


def make_page(card: str, screen: Screen, *, night: bool, web: Path | None) -> str:
    """Return the page of one side, ``card`` being what Anki renders: a style and HTML."""
    html_classes = f"{screen.html_classes} night-mode" if night else screen.html_classes
    body_classes = f"{screen.body_classes} nightMode night_mode" if night else screen.body_classes
    shown = _SOUND.sub(_BUTTON, card)
    theme = ' data-bs-theme="dark"' if night else ""
    return f"""<!doctype html>
<html class="{html_classes}"{theme}>
<head>
<meta charset="utf-8">
{_client_styles(screen, web)}
{_mathjax(web)}
</head>
<body class="{body_classes}"><div id="content"><div id="qa">{shown}</div></div></body>
</html>
"""


def _client_styles(screen: Screen, web: Path | None) -> str:
    own = _PHONE_STYLE if screen is PHONE else ""
    paths = [web / name for name in _CLIENT_STYLES[screen]] if web else []
    return own + "".join(f'<link rel="stylesheet" href="{path.as_uri()}">' for path in paths)


def _mathjax(web: Path | None) -> str:
    if web is None:
        return ""
    settings, program = web / "js/mathjax.js", web / "js/vendor/mathjax/tex-chtml-full.js"
    place = json.dumps(program.parent.as_uri())
    return (
        f'<script src="{settings.as_uri()}"></script>'
        f"<script>MathJax.loader.paths.mathjax = {place}; MathJax.startup.typeset = true</script>"
        f'<script src="{program.as_uri()}"></script>'
    )
