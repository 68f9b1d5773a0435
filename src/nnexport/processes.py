"""Work on many values, spread over several processes: the same results in the same order.

Chosen: processes of Python's own pool, started in the way that the system prefers, and chunks of
values, because each costs a message. Rejected: threads, which share one interpreter; look again
when Python runs them side by side. Everything else stays as with one process, so that nobody can
tell from a result how it was made.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Context = TypeVar("Context")
Item = TypeVar("Item")
Result = TypeVar("Result")

_MOST = 60
"""Windows waits for no more processes at once."""


def count_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def split_into_chunks(
    items: Sequence[Item], weigh: Callable[[Item], int], weight: int
) -> Iterator[Sequence[Item]]:
    """Yield the items in parts of about this weight, in order; none of them is empty."""
    start = total = 0
    for at, item in enumerate(items):
        total += weigh(item)
        if total >= weight:
            yield items[start : at + 1]
            start, total = at + 1, 0
    if start < len(items):
        yield items[start:]


def map_chunks(
    work: Callable[[Context, Sequence[Item]], Result],
    context: Context,
    chunks: Sequence[Sequence[Item]],
    jobs: int,
) -> list[Result]:
    """Return what ``work`` makes of each chunk, in order, with up to so many processes.

    All arguments and results travel between processes, ``context`` once to each; ``work`` is a
    function of a module. Where processes cannot be started or one of them dies, what is left is
    done in this one.

    Errors: those of ``work``, from whichever process.
    """
    results: list[Result] = []
    jobs = min(jobs, len(chunks), _MOST)
    if jobs > 1 and _may_start_processes():
        _map_in_processes(work, context, chunks, jobs, results)
    results += [work(context, chunk) for chunk in chunks[len(results) :]]
    return results


def _may_start_processes() -> bool:
    import multiprocessing

    return not multiprocessing.current_process().daemon


def _map_in_processes(
    work: Callable[[Context, Sequence[Item]], Result],
    context: Context,
    chunks: Sequence[Sequence[Item]],
    jobs: int,
    results: list[Result],
) -> None:
    """Append results until all are there, or until processes fail."""
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    arguments = (work, context, gc.get_threshold())
    try:
        with ProcessPoolExecutor(jobs, initializer=_begin, initargs=arguments) as pool:
            results.extend(pool.map(_work, chunks))
    except (BrokenProcessPool, ImportError, NotImplementedError, OSError):
        # No processes or no semaphores on this system, no memory for one more, or one was killed.
        # An error of `work` comes again where it belongs, in this process.
        return


# --- in the processes that are started -----------------------------------------------------------

# `Any`: what it works on is known only to who started it.
_task: tuple[Callable[[Any, Any], Any], Any] | None = None


def _begin(work: Callable[[Any, Any], Any], context: Any, thresholds: tuple[int, int, int]) -> None:
    global _task
    _task = work, context
    # The process that waits hears Ctrl-C, too, and ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # But one that is killed tells nobody, and they would wait for ever.
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # What came with a fork stays as it is; to look for garbage in it would copy all of it.
    gc.freeze()
    gc.set_threshold(*thresholds)


def _end_with_parent() -> None:
    """Wait until the process that started this one has ended, and end too."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(chunk: Any) -> Any:
    assert _task is not None
    work, context = _task
    return work(context, chunk)
