"""How much memory a process holds and has held."""

from __future__ import annotations

import contextlib
import re
import resource
import sys
from pathlib import Path


def forget_peak() -> None:
    """Make ``peak_memory`` begin anew, where the system can: only Linux does."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "utf-8")


def peak_memory() -> int:
    """Return the most memory that this process held since ``forget_peak``, or ever, in bytes."""
    # What `getrusage` says begins, on Linux, with the peak of the process that started this one.
    found = _from_proc("VmHWM")
    if found is not None:
        return found
    # Linux counts in units of 1024 bytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def memory_now() -> int:
    """Return what this process holds, in bytes; where nobody knows, the most that it ever held."""
    found = _from_proc("VmRSS")
    return peak_memory() if found is None else found


def _from_proc(name: str) -> int | None:
    try:
        status = Path("/proc/self/status").read_text("utf-8")
    except OSError:
        return None
    match = re.search(rf"^{name}:\s*(\d+) kB$", status, re.MULTILINE)
    return int(match[1]) * 1024 if match else None
