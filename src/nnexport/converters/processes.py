"""Running a converter in a process of its own, within limits."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
from collections.abc import Sequence

SECONDS = 120
"""After which a converter is stopped."""

MOST_BYTES = 50_000_000
"""How much text a converter may give."""

INSTALL = "pip install 'nnexport[convert]'"
_NOT_HANDED_ON = ("_proxy", "_PROXY")


class ConversionError(Exception):
    """A document that cannot be converted, and what its owner can do."""

    def __init__(self, reason: str, help_line: str = "save it as Markdown or plain text") -> None:
        super().__init__(reason)
        self.help = help_line


def run_limited(command: Sequence[str], data: bytes) -> tuple[bytes, str]:
    """Return what a program makes of bytes on its standard input, and what it says beside that.

    Errors: :class:`ConversionError` if it fails, takes too long or gives too much.
    """
    environment = {k: v for k, v in os.environ.items() if not k.endswith(_NOT_HANDED_ON)}
    environment |= {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    # Files, not pipes, for two of the three: nobody has to read one to let another go on.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write(data)
        given.seek(0)
        try:
            process = subprocess.Popen(
                command, stdin=given, stdout=subprocess.PIPE, stderr=said, env=environment
            )
        except OSError as error:
            raise ConversionError(f"{command[0]} does not run: {error.strerror}") from None
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            process.kill()

        timer = threading.Timer(SECONDS, stop)
        timer.start()
        with process:
            assert process.stdout is not None
            output = process.stdout.read(MOST_BYTES + 1)
            if len(output) > MOST_BYTES:
                process.kill()
        timer.cancel()
        said.seek(0)
        message = said.read(10_000).decode("utf-8", "replace").strip()
    if is_late.is_set():
        raise ConversionError(f"it takes more than {SECONDS} seconds")
    if len(output) > MOST_BYTES:
        raise ConversionError(f"its text is larger than {MOST_BYTES // 1_000_000} MB", "split it")
    if process.returncode:
        raise ConversionError(_last_line(message) or f"{command[0]} stopped without a reason")
    return output, message


def _last_line(message: str) -> str:
    return next((line.strip() for line in reversed(message.split("\n")) if line.strip()), "")[:300]
