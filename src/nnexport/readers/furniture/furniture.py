"""What is neither question nor answer in a text of questions and answers.

The rules ask for a whole block: a sentence that also says something is never furniture. What could
be an answer where it stands alone (``Back up``, ``Page 3``, an emoji) counts only beside others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from nnexport.readers.furniture.bare import LONGEST, Bare, bare_text
from nnexport.readers.furniture.words import (
    ANSWER_LABELS,
    BUTTONS,
    CONTENTS,
    FEEDBACK_NOTES,
    HELP_NOTES,
    NAVIGATION,
    PAGE_LINKS,
    PAGE_NUMBERS,
    PLACEHOLDERS,
    READING_TIMES,
    SHARING,
    SOLUTION_LABELS,
    STAR_NOTES,
    SUPPORT_NOTES,
    TOGGLES,
    TOPS,
    UNSURE_PLACEHOLDERS,
)

_LONGEST_NOTE = 300
_LONGEST_PHRASE = 100
"""Characters of a text beyond which it can only be a note."""

_DIGIT = re.compile(r"\d")
_BADGE = re.compile(
    r"badge|shields\.io|badgen|travis-ci|codecov|coveralls|circleci|/actions/workflows/|appveyor|"
    r"gitter\.im|buymeacoffee|ko-fi|star-history|visitor|hits\.",
    re.IGNORECASE,
)
_CONTENTS_MARK = re.compile(
    r"@?\[{1,2}_?toc_?\]{1,2}|\{:\s*(?:[.#]|toc\b|\w{1,20}=)[^{}\n]{0,80}\}|\{\{\s*toc\s*\}\}|"
    r"<toc\s*/?>|"
    r"\\tableofcontents",
    re.IGNORECASE,
)
_ORNAMENT = re.compile(r"(?:[*_~•·.+#◆◇■□▪●○-]\s?){3,}")
_EQUALS = re.compile(r"[=\s]{5,}")
_DOTS = re.compile(r"[\s*_(\[]*(?:…|\.{2,5}|\?{2,5})[\s*_)\]]*")
_COPYRIGHT = re.compile(
    r"(?:copyright\s*(?:©|\(c\))?|©|\(c\)\s*copyright)\s*(?:19|20)\d\d(?:\s*[-–—]\s*(?:(?:19|"
    r"20)\d\d|"
    r"present))?\b(?:[^.!?;:]|(?<=\b[A-Z])\.){0,60}(?P<rest>[.!]?\s*(?:all rights reserved|alle "
    r"rechte vorbehalten|"
    r"tous "
    r"droits réservés|todos los derechos reservados|tutti i diritti riservati|todos os direitos "
    r"reservados|все права защищены|版权所有|保留所有权利)?[.!]?)",
    re.IGNORECASE,
)
_FRONT = re.compile(r"^\W+")
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s*|\s+[|·•—–]\s+")
_UI_TAGS = frozenset({"details", "summary"})

_ORNAMENT_SIGNS = "*_~•·.+#◆◇■□▪●○-"
BACK_LINK = "a link back to the top"
PLACEHOLDER = "a placeholder for an answer"
FOLD = "a tag of a part that folds out"


def furniture_of(
    text: str, *, first: bool = False, last: bool = False, has_markup: bool = True
) -> str:
    """Return why a block is neither question nor answer, as part of a message; empty if it may be.

    ``text`` is one paragraph, heading or list item, without its bullet. ``first`` and ``last``: it
    is the first, the last block of its answer; both: the only one, where nearly all is content.
    ``has_markup``: the source is Markdown, where a tag or a comment is not seen; in a plain text
    it may be what the answer shows.
    """
    stripped = text.strip()
    if not stripped:
        return ""
    alone = first and last
    has_signs = "<" in stripped or "](" in stripped or "][" in stripped
    # A comment may have any length.
    is_comment = stripped.startswith("<!--") and stripped.endswith("-->")
    if len(stripped) > (LONGEST if has_signs else _LONGEST_NOTE) and not is_comment:
        return ""
    if not has_signs and stripped[0].isalnum() and len(stripped) > _LONGEST_PHRASE:
        return "" if first else _note_of(stripped)
    if stripped[0] in "@[{<\\" and _CONTENTS_MARK.fullmatch(stripped[:200]):
        return "a mark for a table of contents"
    bare = bare_text(stripped)
    if not bare.text:
        return _signs_only(stripped, bare, alone, has_markup)
    if len(bare.text) > _LONGEST_NOTE or (bare.images and not _are_badges(bare)):
        return ""
    return _by_wording(bare, first, last)


# --- without a word ---------------------------------------------------------------------------


def _signs_only(text: str, bare: Bare, alone: bool, has_markup: bool) -> str:
    if bare.images:
        return "a row of badges" if _are_badges(bare) else ""
    if any(link.startswith("#") for link in bare.links):
        return BACK_LINK
    if bare.tags and not bare.shown:
        return _tags_only(bare) if has_markup or not alone else ""
    if bare.has_comment and not bare.shown:
        return "a comment" if has_markup or not alone else ""
    if alone and _DOTS.fullmatch(text[:40]):
        return PLACEHOLDER
    if text[0] in _ORNAMENT_SIGNS and not alone:
        is_long = len(text) < 200 and len(set(text) - set(" \t")) <= 2
        if is_long and _ORNAMENT.fullmatch(text) and "..." not in text:
            return "an ornament"
    if not alone and _EQUALS.fullmatch(text[:200]):
        return "an ornament"
    return ""


def _are_badges(bare: Bare) -> bool:
    return bool(bare.images) and all(map(_BADGE.search, bare.images))


def _tags_only(bare: Bare) -> str:
    if bare.has_anchor:
        return "an anchor"
    if not _UI_TAGS.isdisjoint(bare.tags):
        return FOLD
    return "a line break or another tag without text"


# --- by its words -----------------------------------------------------------------------------


def _by_wording(bare: Bare, first: bool, last: bool) -> str:
    text, alone = bare.text, first and last
    has_link = bool(bare.links)
    if text in TOPS.certain or (has_link and _leads_up(bare)):
        return BACK_LINK if has_link or not alone else ""
    if text in ANSWER_LABELS or (first and text in SOLUTION_LABELS):
        if "summary" in bare.tags:
            return "a control that shows the answer"
        colon = _ends_in_colon(bare.shown)
        if colon or (not alone and len(text) > 1 and bare.shown[0] in "*#>_"):
            return PLACEHOLDER if alone else "a label without text"
    if text in PLACEHOLDERS or (text in UNSURE_PLACEHOLDERS and _is_marked(bare.shown)):
        return PLACEHOLDER
    if text in TOGGLES:
        return "a control that shows the answer"
    if text in BUTTONS and not alone:
        return "a button of a web page"
    if alone:
        return ""
    if text in PAGE_LINKS:
        return "a link to edit or report the page"
    if has_link and _is_navigation(bare):
        return "links to other pages"
    if _DIGIT.search(bare.shown):
        for name, matches in _FULL:
            if matches(bare):
                return name
    return "" if first else _note_of(bare.shown)


def _leads_up(bare: Bare) -> bool:
    return bare.text in TOPS.linked and all(link.startswith("#") for link in bare.links)


def _is_marked(shown: str) -> bool:
    """Tell whether a few words are set off from text: in brackets, behind a sign, with dots."""
    return not shown[0].isalnum() or shown.endswith(("...", "…"))


def _ends_in_colon(shown: str) -> bool:
    return shown.rstrip("*_ ").endswith((":", "："))


def _is_navigation(bare: Bare) -> bool:
    parts = [part for part in re.split(r"[\W\d_]+", bare.text) if part]
    return 0 < len(parts) <= 12 and all(part in NAVIGATION for part in parts)


_FULL: tuple[tuple[str, Callable[[Bare], object]], ...] = (
    ("a page number", lambda bare: PAGE_NUMBERS.fullmatch(bare.shown.strip("*_ "))),
    ("a reading time", lambda bare: READING_TIMES.fullmatch(bare.text)),
    ("a copyright line", lambda bare: _COPYRIGHT.fullmatch(bare.shown.strip("*_ "))),
)
_FEEDBACK = "a question about the page"
_REPLIES = re.compile(
    r"(?:yes|no|ja|nein|oui|non|sí|да|нет|thanks)(?:\W+(?:yes|no|ja|nein|oui|non|sí|да|нет))?\W*",
    re.IGNORECASE,
)
_NOTES = (
    (_FEEDBACK, FEEDBACK_NOTES),
    ("a line that asks for a star", STAR_NOTES),
    ("a donation note", SUPPORT_NOTES),
    ("a note on contributions", HELP_NOTES),
    ("a line that asks to share or follow", SHARING),
)
_ANY_NOTE = re.compile("|".join(f"(?:{note.pattern})" for _, note in _NOTES), re.IGNORECASE)


def _note_of(shown: str) -> str:
    """Return which note of its author to the readers a text is; all of its sentences must be."""
    name = _sentence_note(shown)
    if name:
        sentences = [part.strip("*_ ") for part in _SENTENCE.split(shown)]
        rest = [part for part in sentences if part.strip("!.")][1:]
        if name == _FEEDBACK:
            rest = [part for part in rest if not _REPLIES.fullmatch(part)]
        name = name if all(map(_sentence_note, rest)) else ""
    return name


def asks_for_feedback(text: str) -> bool:
    """Tell whether a title asks the readers of a page whether it helped, and nothing more."""
    return len(text) <= _LONGEST_FEEDBACK and bool(FEEDBACK_NOTES.match(text.strip("*_ ¿")))


_LONGEST_FEEDBACK = 60


def _sentence_note(sentence: str) -> str:
    plain = sentence if sentence[:1].isalnum() else _FRONT.sub("", sentence)
    if not _ANY_NOTE.match(plain):
        return ""
    return next(name for name, pattern in _NOTES if pattern.match(plain))


# --- whole documents --------------------------------------------------------------------------

_YAML_KEY = re.compile(r"(?P<key>[A-Za-z_][\w .-]{0,40}?)\s*:(?:\s|$)")
_TOML_KEY = re.compile(r"[\w.\"-]{1,60}\s*=|\[{1,2}[^\[\]]{1,60}\]{1,2}\s*$")
_LONGEST_MATTER = 200


def front_matter_lines(lines: Sequence[str]) -> int:
    """Return how many leading lines are front matter: YAML between ``---``, TOML between ``+++``.

    Shape: with both fences; 0 if there is none. A rule with text below it is none.
    """
    opening = lines[0].rstrip() if lines else ""
    if opening not in ("---", "+++"):
        return 0
    closing = ("---", "...") if opening == "---" else ("+++",)
    for index, line in enumerate(lines[1 : _LONGEST_MATTER + 1], 1):
        if line[:3] in closing and line.rstrip() in closing:
            body = lines[1:index]
            is_data = _is_yaml(body) if opening == "---" else _is_toml(body)
            return index + 1 if is_data else 0
    return 0


def _is_yaml(lines: Sequence[str]) -> bool:
    keys: list[str] = []
    for line in lines:
        if not line.strip() or line[0] in " \t#":
            continue
        if line.startswith("- ") and keys:
            continue
        match = _YAML_KEY.match(line[:80])
        if match is None:
            return False
        keys.append(match["key"].strip().casefold())
    # A question and its answer between two rules have the form of keys, too.
    return 0 < len(keys) == len(set(keys)) and not any(_is_label(key) for key in keys)


def _is_label(key: str) -> bool:
    return key in ANSWER_LABELS or key in ("q", "a", "question", "frage", "pregunta", "domanda")


def _is_toml(lines: Sequence[str]) -> bool:
    shown = [line for line in lines if line.strip() and line[0] not in " \t#])"]
    return bool(shown) and all(_TOML_KEY.match(line[:120]) for line in shown)


def is_contents_heading(text: str) -> bool:
    """Tell whether a heading stands above a table of contents."""
    return len(text) <= 200 and bare_text(text).text in CONTENTS
