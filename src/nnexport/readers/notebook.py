"""Notebooks (Jupyter, nbformat 3 and 4) → Markdown text with places."""

from __future__ import annotations

import json
import json.scanner
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from nnexport.diagnostics import Diagnostic, Span
from nnexport.files import RawText
from nnexport.readers.converted import Converted, LeftOut, Origin, Places

# A notebook is JSON from anywhere: what type a value has is asked at each use.
Json = Any


class _Placed(str):
    """A string of a JSON file that knows where it stands."""

    __slots__ = ("start",)
    start: int


def _read_string(text: str, at: int, strict: bool) -> tuple[str, int]:
    value, end = json.decoder.scanstring(text, at, strict)  # type: ignore[attr-defined]
    placed = _Placed(value)
    placed.start = at
    return placed, end


class _Decoder(json.JSONDecoder):
    """Gives every string its offset; the pure Python scanner lets its string parser be chosen."""

    def __init__(self) -> None:
        super().__init__(strict=False)
        self.parse_string = _read_string
        self.scan_once = json.scanner.py_make_scanner(self)  # type: ignore[attr-defined]


def convert_notebook(raw: RawText) -> tuple[Converted | None, tuple[Diagnostic, ...]]:
    """Return a notebook's cells as Markdown.

    Cells of Markdown and raw cells stand as they are, code and its text output as fenced code. A
    place is both the line of the file and that of the cell. Images and errors of a run are left
    out.

    Errors: NN023 for a file that is no notebook.
    """
    help_line = "open it in Jupyter and save it again"
    try:
        data: Json = _Decoder().decode(raw.text)
    except json.JSONDecodeError as error:
        span = Span(raw.path, error.lineno, error.colno)
        start = raw.text.rfind("\n", 0, error.pos) + 1
        excerpt = raw.text[start : start + 400].partition("\n")[0] if error.colno < 300 else ""
        message = f"this is no notebook: {error.msg[:1].lower()}{error.msg[1:]}"
        return None, (Diagnostic("NN023", span, message, help_line, excerpt),)
    except (RecursionError, ValueError):
        message = "this is no notebook: its JSON is nested too deeply or has a number too long"
        return None, (Diagnostic("NN023", Span(raw.path), message, help_line),)
    cells = _cells(data)
    if cells is None:
        message = "this is no notebook: it has no list of cells"
        return None, (Diagnostic("NN023", Span(raw.path, 1), message, help_line),)
    return _Notebook(raw.text, _language(data)).convert(cells), ()


def _cells(data: Json) -> list[Mapping[str, Json]] | None:
    if not isinstance(data, dict):
        return None
    lists = [data.get("cells")]
    if isinstance(data.get("worksheets"), list):
        lists = [sheet.get("cells") for sheet in data["worksheets"] if isinstance(sheet, dict)]
    if not any(isinstance(each, list) for each in lists):
        return None
    return [
        cell for each in lists if isinstance(each, list) for cell in each if isinstance(cell, dict)
    ]


def _get(value: Json, *keys: str) -> Json:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


_LANGUAGE = re.compile(r"[\w+#.-]{1,30}")


def _language(data: Json) -> str:
    for keys in (("language_info", "name"), ("kernelspec", "language"), ("kernelspec", "name")):
        name = _get(data, "metadata", *keys)
        if isinstance(name, str) and _LANGUAGE.fullmatch(name):
            return re.sub(r"(?<=^python)\d+$", "", name.lower())
    return ""


_FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
_ESCAPE_SEQUENCE = re.compile(r"\x1b\[[0-9;?]{0,30}[A-Za-z]")


class _Notebook:
    """The state of one conversion."""

    def __init__(self, text: str, language: str) -> None:
        self.places = Places(text)
        self.language = language
        self.lines: list[str] = []
        self.origins: list[Origin] = []
        self.left_out: list[LeftOut] = []
        self.cell = 0

    def convert(self, cells: Sequence[Mapping[str, Json]]) -> Converted:
        for number, cell in enumerate(cells, 1):
            self.cell = number
            kind = cell.get("cell_type")
            source = self._lines_of(cell.get("source", cell.get("input")))
            if kind == "code":
                self._code(cell, source)
            elif kind == "heading":
                level = cell.get("level")
                signs = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1)
                self._write([(f"{signs} {text}", origin) for text, origin in source if text])
            else:
                self._write([*source, *_closing_fence(source)])
        if not self.lines:
            self._write([("", Origin(1, 1))])
        return Converted("\n".join(self.lines), tuple(self.origins), tuple(self.left_out))

    def _write(self, lines: Sequence[tuple[str, Origin]]) -> None:
        """Write lines as a block of their own."""
        if not lines:
            return
        if self.lines:
            self.lines.append("")
            self.origins.append(lines[0][1])
        for text, origin in lines:
            self.lines.append(text)
            self.origins.append(origin)

    def _lines_of(self, value: Json) -> list[tuple[str, Origin]]:
        """Return the lines of a text, which a notebook may hold as a list of lines."""
        parts = value if isinstance(value, list) else [value]
        lines: list[tuple[str, Origin]] = []
        is_open = False
        for part in parts:
            if not isinstance(part, str):
                continue
            start = part.start if isinstance(part, _Placed) else 0
            place = self.places.origin(start, start + 1)
            for text in part.replace("\r\n", "\n").split("\n"):
                if is_open:
                    before, origin = lines[-1]
                    line = origin.line if before else place.line
                    lines[-1] = (before + text, replace(origin, line=line, last=place.line))
                else:
                    number = len(lines) + 1
                    lines.append((text, Origin(place.line, place.line, 1, self.cell, number)))
                is_open = False
            is_open = True
        while lines and not lines[-1][0].strip():
            lines.pop()
        while lines and not lines[0][0].strip():
            del lines[0]
        return lines

    # --- code ---------------------------------------------------------------------------------

    def _code(self, cell: Mapping[str, Json], source: list[tuple[str, Origin]]) -> None:
        language = _get(cell, "metadata", "vscode", "languageId") or cell.get("language")
        if not (isinstance(language, str) and _LANGUAGE.fullmatch(language)):
            language = self.language
        self._fenced(source, language)
        outputs = cell.get("outputs")
        for output in outputs if isinstance(outputs, list) else ():
            if isinstance(output, dict):
                self._output(output, source[-1][1] if source else self._cell_origin(cell))

    def _fenced(self, lines: Sequence[tuple[str, Origin]], language: str = "") -> None:
        if not lines:
            return
        ticks = (len(run) for text, _ in lines if "`" in text for run in re.findall("`+", text))
        fence = "`" * max(3, max(ticks, default=0) + 1)
        first, last = lines[0][1], lines[-1][1]
        self._write([(fence + language, first), *lines, (fence, last)])

    def _cell_origin(self, cell: Mapping[str, Json]) -> Origin:
        kind = cell.get("cell_type")
        start = kind.start if isinstance(kind, _Placed) else 0
        return Origin(self.places.origin(start, start + 1).line, 1, 1, self.cell, 1)

    def _output(self, output: Mapping[str, Json], place: Origin) -> None:
        kind = output.get("output_type")
        data = output.get("data")
        data = data if isinstance(data, dict) else output
        if kind in ("error", "pyerr"):
            name = f"{_get(output, 'ename') or 'error'}: {_get(output, 'evalue') or ''}"
            self.left_out.append(LeftOut(place, name, "an error message of the last run"))
            return
        pictures = [key for key in data if key.startswith("image/") or key in ("png", "jpeg")]
        if pictures:
            reason = f"left out an image ({pictures[0]}) that the code of the cell made"
            self.left_out.append(LeftOut(place, "", reason))
            return
        text = output.get("text") if kind == "stream" else data.get("text/plain", data.get("text"))
        lines = [
            (_ESCAPE_SEQUENCE.sub("", line), _at(origin, place))
            for line, origin in self._lines_of(text)
        ]
        if lines:
            self._fenced(lines)
        elif data is not output and data:
            reason = f"left out output ({next(iter(data))}) that is no text"
            self.left_out.append(LeftOut(place, "", reason))


def _at(origin: Origin, place: Origin) -> Origin:
    """Return the place of a line of output; in its cell, that is the last line of the code."""
    return Origin(origin.line, origin.last, 1, place.cell, place.cell_line)


def _closing_fence(lines: Sequence[tuple[str, Origin]]) -> Iterator[tuple[str, Origin]]:
    """Yield the fence that a cell left open: it must not swallow the cells below."""
    fence = ""
    for text, _ in lines:
        match = _FENCE.match(text) if "``" in text or "~~" in text else None
        if match is None:
            continue
        if not fence:
            if not ("`" in match["info"] and match["fence"][0] == "`"):
                fence = match["fence"]
        elif match["fence"].startswith(fence) and not match["info"].strip():
            fence = ""
    if fence:
        yield fence, lines[-1][1]
