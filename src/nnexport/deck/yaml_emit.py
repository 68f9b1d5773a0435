"""Text → YAML scalars, in the few styles that a deck is written in.

A small emitter of our own: PyYAML's falls back to one long double-quoted line at a tab or at two
spaces before a line's end, folds long lines, and its C and Python versions differ.

- Prose is a block scalar ``|-``: what is written is what is read, quotes and backslashes included.
- One line is plain where *every* YAML reader takes it for text (so ``no`` and ``12:30`` have
  quotes, though this program would not need them), else in single quotes. It is never folded: a
  changed word is one changed line.
- Double quotes stand only around what cannot be written otherwise, such as a newline in a file's
  name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPECIAL_WORDS = frozenset("y n yes no on off true false null ~ = << .inf -.inf +.inf .nan".split())
"""Not text to some reader of YAML 1.1 or 1.2; compared in lower case."""

# Numbers in all bases, base 60 among them, with or without an exponent; dates and times.
_NUMBER = re.compile(
    r"""[-+]?(?: 0b[01_]+ | 0o[0-7_]+ | 0x[0-9a-f_]+
      | [0-9][0-9_,]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
      | (?:[0-9][0-9_,]*(?:\.[0-9_]*)?|\.[0-9_]+)(?:e[-+]?[0-9]+)? )
      | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t \t].*)?""",
    re.IGNORECASE | re.VERBOSE,
)

_INDICATORS = "-?:,[]{}#&*!|>'\"%@`."
"""A plain scalar that begins with one of these means, or may mean, something else."""

_ENDS_PLAIN = re.compile(r":(?: |\Z)| #|\A | \Z")
_ENDS_PLAIN_IN_BRACKETS = re.compile(r"[][{},?]|:\Z")

# What stands for itself in a file. Ends of lines to YAML (NEL, LS, PS) do not.
_UNPRINTABLE = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def scalar(text: str, *, in_brackets: bool = False) -> str:
    """Return a scalar on one line that YAML reads as exactly this text.

    ``in_brackets``: it is an item of ``[…]``, where commas and brackets mean something as well.
    """
    if _UNPRINTABLE.search(text):
        return _double_quoted(text)
    if _is_plain_safe(text) and not (in_brackets and _ENDS_PLAIN_IN_BRACKETS.search(text)):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Return a scalar in single quotes, for what should not look like a number (a label)."""
    if _UNPRINTABLE.search(text):
        return _double_quoted(text)
    return "'" + text.replace("'", "''") + "'"


def brackets(texts: Iterable[str]) -> str:
    """Return a list of texts on one line: ``[a, b]``."""
    return "[" + ", ".join(scalar(text, in_brackets=True) for text in texts) + "]"


def block(text: str, indent: str) -> list[str]:
    """Return a block scalar: its header and its lines, which stand at ``indent``.

    ``text`` has to be clean (:func:`nnexport.deck.text.clean_text`) and not empty. A first line
    that begins with a space or a tab needs the indentation in the header; it counts from the key,
    so ``indent`` has to be two spaces deeper than that.
    """
    header = "|2-" if text[0] in " \t" else "|-"
    return [header, *(indent + line if line else "" for line in text.split("\n"))]


def _is_plain_safe(text: str) -> bool:
    if not text or text[0] in _INDICATORS or _ENDS_PLAIN.search(text):
        return False
    return text.lower() not in _SPECIAL_WORDS and _NUMBER.fullmatch(text) is None


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _double_quoted(text: str) -> str:
    escaped = re.sub(r'[\\"]', lambda match: _ESCAPES[match[0]], text)
    return '"' + _UNPRINTABLE.sub(lambda match: _escape(match[0]), escaped) + '"'


def _escape(character: str) -> str:
    code = ord(character)
    if character in _ESCAPES:
        return _ESCAPES[character]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
