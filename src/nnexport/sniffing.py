"""What comes through standard input has no name: its first bytes say what kind of file it is."""

from __future__ import annotations

import re

from nnexport.decoding import decode_bytes

_BEGINNINGS = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
)
_IN_ARCHIVE = (
    (b"application/epub+zip", ".epub"),
    (b"application/vnd.oasis.opendocument.text", ".odt"),
    (b"word/", ".docx"),
)
_HEAD = 64 * 1024
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_BLOCK = re.compile(r"</(?:p|div|li|h[1-6]|table|ol|ul|section)>", re.IGNORECASE)
_NOTEBOOK = re.compile(r'\s*\{.{0,65536}"(?:cells|nbformat)"\s*:', re.DOTALL)

_MARKDOWN = (
    (3, re.compile(r"^ {0,3}(?:```|~~~)[\w+-]{0,20}$", re.MULTILINE)),
    (3, re.compile(r"^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]{0,200}$", re.MULTILINE)),
    (2, re.compile(r"(?:\A|\n\n) {0,3}#{1,6} \S.{0,300}(?=\n\n|\n?\Z)")),
    (2, re.compile(r"\[[^\[\]\n]{1,200}\]\((?:https?:|#|\.{0,2}/)[^()\s]{0,300}\)")),
    (1, re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]{0,200}(?<=\S)\*\*(?![\w*])")),
    (1, re.compile(r"(?<![\w`])`[^`\n]{1,100}`(?![\w`])")),
)
"""Signs of Markdown, each with its weight."""

_ENOUGH = 4


def sniff_ending(data: bytes) -> str:
    """Return the file ending that fits a file's contents; ``.txt`` where nothing else does."""
    for beginning, ending in _BEGINNINGS:
        if data.startswith(beginning):
            return ending
    if data.startswith(b"PK\x03\x04"):
        return next((ending for sign, ending in _IN_ARCHIVE if sign in data), ".txt")
    decoded = decode_bytes(data)
    if decoded is None:
        return ".txt"
    head = decoded.text[:_HEAD]
    if _HTML.match(head) or (head.lstrip()[:1] == "<" and len(_HTML_BLOCK.findall(head)) > 1):
        return ".html"
    if head.lstrip()[:1] == "{" and _NOTEBOOK.match(head):
        return ".ipynb"
    weight = sum(weight * len(sign.findall(head)) for weight, sign in _MARKDOWN)
    return ".md" if weight >= _ENOUGH else ".txt"
