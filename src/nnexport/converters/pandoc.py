"""Office documents and other markup → Markdown, by pandoc.

Pandoc is under the GPL: it comes with the optional extra or is found on the path, and runs as a
program of its own.
"""

from __future__ import annotations

import importlib.util
import shutil
from importlib.resources import as_file, files
from pathlib import Path

from nnexport.converters.processes import INSTALL, ConversionError, run_limited

_TO = "commonmark+pipe_tables+strikeout+tex_math_dollars"
_MEMORY = ("+RTS", "-M1G", "-RTS")
_MISSING = "pandoc is not installed"
_WARNING = "[WARNING] "


def find_pandoc() -> str | None:
    """Return the pandoc program: that of the extra, or else one on the path."""
    spec = importlib.util.find_spec("pypandoc")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for name in ("pandoc", "pandoc.exe"):
            if (path := Path(folder, "files", name)).is_file():
                return str(path)
    return shutil.which("pandoc")


def convert_with_pandoc(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return a document as Markdown; ``name`` is pandoc's for its format.

    Errors: :class:`ConversionError`.
    Source: pandoc's manual, "A note on security": ``--sandbox`` keeps a document from reading
    files and the network, ``-M`` bounds its memory.
    """
    pandoc = find_pandoc()
    if pandoc is None:
        raise ConversionError(_MISSING, f"{INSTALL}, or save it as Markdown or plain text")
    with as_file(files("nnexport.converters") / "plain.lua") as tidy:
        command = (
            pandoc, "--sandbox", "--from", name, "--to", _TO, "--wrap=none", "--eol=lf",
            "--markdown-headings=atx", f"--lua-filter={tidy}", *_MEMORY,
        )  # fmt: skip
        output, message = run_limited(command, data)
    warnings = tuple(
        f"pandoc: {line.removeprefix(_WARNING)}"
        for line in message.split("\n")
        if line.startswith(_WARNING)
    )
    return _without_separators(output.decode("utf-8", "replace")), warnings


def _without_separators(text: str) -> str:
    """Return Markdown without the comments that pandoc puts between two lists."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        bare = line.strip()
        if fence:
            fence = "" if bare == fence else fence
        elif bare.startswith(("```", "~~~")):
            fence = bare[: len(bare) - len(bare.lstrip(bare[0]))]
        elif bare == "<!-- -->":
            continue
        if bare or fence or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip("\n") + "\n"
