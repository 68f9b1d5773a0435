"""A Chromium without a window, spoken to over two pipes: no port, no library, one process for all.

Source: the Chrome DevTools protocol, with ``--remote-debugging-pipe``: the browser reads JSON from
descriptor 3 and writes to 4, each message ended by a zero byte.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

MISSING = (
    "make pictures needs Chromium: install it (Debian, Ubuntu: apt install chromium), or name one: "
    "make pictures CHROMIUM=/path/to/chromium."
)
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--allow-file-access-from-files",
    "--disable-gpu",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--no-first-run",
)

# Formulas are set and fonts are there before the picture is taken.
_READY = """(async () => {
    if (window.MathJax && MathJax.startup) await MathJax.startup.promise;
    for (const summary of OPEN ? document.querySelectorAll("summary") : []) summary.click();
    await document.fonts.ready;
    const page = document.scrollingElement;
    const errors = [...document.querySelectorAll("[data-mjx-error]")];
    return [page.scrollWidth, page.scrollHeight, errors.map(each => each.dataset.mjxError)];
})()"""


def find_chromium() -> str | None:
    """Return the browser that the variable CHROMIUM names, else the first on PATH."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, _NAMES)), None)


class Browser:
    """The running browser; a context manager.

    Errors: ``RuntimeError`` for what the browser refuses or if it ends early.
    """

    def __init__(self, program: str, profile: Path) -> None:
        ours, theirs = os.pipe(), os.pipe()
        flags = [*_FLAGS, f"--user-data-dir={profile}"]
        if os.geteuid() == 0:
            flags.append("--no-sandbox")  # Chromium has none for root.

        def place_pipes() -> None:
            # Over high numbers, since a pipe may already have one of the two.
            high = [os.dup(end) for end in (ours[0], theirs[1])]
            for end, number in zip(high, (3, 4), strict=True):
                os.dup2(end, number)

        self._process = subprocess.Popen(
            [program, *flags, "about:blank"],
            close_fds=False,
            preexec_fn=place_pipes,
            stderr=subprocess.DEVNULL,
        )
        os.close(ours[0])
        os.close(theirs[1])
        self._to = os.fdopen(ours[1], "wb", buffering=0)
        self._from = os.fdopen(theirs[0], "rb", buffering=0)
        self._unread = b""
        self._number = 0
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        attached = self._call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self._call("Page.enable")

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._send("Browser.close", {}, session="")
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._to.close()
        self._from.close()

    def picture(
        self, page: Path, width_px: int, least_height_px: int, *, scale: float, unfold: bool = False
    ) -> tuple[bytes, tuple[str, ...]]:
        """Return the PNG of a whole page, and what is wrong with the page.

        ``unfold`` clicks on each summary, as a learner would.
        """
        self._resize(width_px, least_height_px, scale)
        self._call("Page.navigate", url=page.as_uri())
        self._wait_for("Page.loadEventFired")
        found = self._call(
            "Runtime.evaluate",
            expression=_READY.replace("OPEN", str(unfold).lower()),
            awaitPromise=True,
            returnByValue=True,
        )
        if "exceptionDetails" in found:
            raise RuntimeError(f"{page}: {found['exceptionDetails']}")
        width, height, formula_errors = found["result"]["value"]
        self._resize(width_px, max(height, least_height_px), scale)
        shot = self._call("Page.captureScreenshot", format="png")
        faults = ["scrolls sideways"] if width > width_px else []
        faults += [f"a formula is not set: {error}" for error in dict.fromkeys(formula_errors)]
        return base64.b64decode(shot["data"]), tuple(faults)

    def _resize(self, width_px: int, height_px: int, scale: float) -> None:
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width_px,
            height=height_px,
            deviceScaleFactor=scale,
            mobile=False,
        )

    # `Any`: JSON.
    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = self._send(method, parameters, session=getattr(self, "_session", ""))
        while True:
            message = self._read()
            if message.get("id") != number:
                continue
            if "error" in message:
                raise RuntimeError(f"{method}: {message['error']['message']}")
            result: dict[str, Any] = message["result"]
            return result

    def _wait_for(self, event: str) -> None:
        while self._read().get("method") != event:
            pass

    def _send(self, method: str, parameters: dict[str, Any], *, session: str) -> int:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self._to.write(json.dumps(message).encode() + b"\0")
        return self._number

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            received = self._from.read(1 << 20)
            if not received:
                raise RuntimeError("Chromium ended before the pictures were made")
            self._unread += received
        message, _, self._unread = self._unread.partition(b"\0")
        parsed: dict[str, Any] = json.loads(message)
        return parsed
