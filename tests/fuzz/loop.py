"""The loop: make an input, read it, keep it if it reached new code, and note down what failed."""

from __future__ import annotations

import hashlib
import random
import statistics
import time
import traceback
import warnings
from dataclasses import dataclass, field
from pathlib import Path

from coverage import Coverage
from coverage.exceptions import CoverageWarning

import nnexport
from tests.fuzz.minimise import minimise
from tests.fuzz.mutate import make_text, mutate
from tests.fuzz.properties import Broken, check, check_quickly, read

CASES = Path(__file__).parents[1] / "cases"
MEASURED = [f"{Path(nnexport.__file__).parent}/{name}/*" for name in ("readers", "decoding")]
SUFFIXES = {
    "txt": (".txt",),
    "md": (".md",),
    "html": (".html", ".htm"),
    "ipynb": (".ipynb",),
    "csv": (".csv", ".tsv"),
    "bytes": (".txt", ".md", ".html", ".csv"),
}
BATCH = 12
"""Inputs that are measured together; only if they reach something new, each for itself."""

WHOLE_WAY = 10
"""Of so many inputs without new code, one is checked the whole way."""

HEAVY = 300
"""Of so many that are, one is exported to PDF and Anki too."""

SAME = 8
"""Findings of one kind that are kept."""

SLOW = 20
"""An input that takes so many times the median per character is noted down."""

Arc = tuple[str, int, int]


@dataclass
class Finding:
    """An input for which a property does not hold."""

    kind: str
    text: str
    why: str


@dataclass
class Fuzzer:
    """One run for one format."""

    format: str
    seed: int
    folder: Path
    arcs: set[Arc] = field(default_factory=set)
    corpus: list[str] = field(default_factory=list)
    findings: dict[str, list[Finding]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    costs: list[float] = field(default_factory=list)
    runs: int = 0
    whole: int = 0
    slow: list[tuple[float, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        self.coverage = Coverage(data_file=None, branch=True, include=MEASURED, config_file=False)
        warnings.simplefilter("ignore", CoverageWarning)

    # --- the loop -----------------------------------------------------------------------------

    def run(self, minutes: float) -> None:
        """Fuzz for so long, beginning with what there is."""
        until = time.monotonic() + minutes * 60
        known = [
            *seeds(self.format),
            *(p.read_text("utf-8", "surrogatepass") for p in self._kept()),
        ]
        for at in range(0, len(known), BATCH):
            self._measure(known[at : at + BATCH], is_seed=True)
        print(f"{self.format}: {len(known)} seeds, {len(self.arcs)} arcs", flush=True)
        shown = time.monotonic()
        while time.monotonic() < until:
            self._measure([self._make() for _ in range(BATCH)])
            if time.monotonic() - shown > 30:
                shown = time.monotonic()
                print(self.status(), flush=True)
        print(self.status(), flush=True)

    def status(self) -> str:
        failed = sum(self.counts.values())
        return (
            f"{self.format}: {self.runs} runs, {self.whole} the whole way, {len(self.arcs)} arcs, "
            f"{len(self.corpus)} kept, {failed} failed in {len(self.counts)} ways, "
            f"{len(self.slow)} slow"
        )

    def _make(self) -> str:
        if not self.corpus or self.rng.random() < 0.15:
            return make_text(self.rng, self.format)
        # Half of the time one of the newest.
        recent = self.corpus[-60:] if self.rng.random() < 0.5 else self.corpus
        return mutate(self.rng, self.rng.choice(recent), self.rng.choice(self.corpus), self.format)

    def _measure(self, texts: list[str], *, is_seed: bool = False) -> None:
        if is_seed or self._arcs_of(texts, note=True) - self.arcs:
            for text in texts:
                new = self._arcs_of([text], note=is_seed) - self.arcs
                if new or is_seed:
                    self.arcs |= new
                    self.corpus.append(text)
                    self._keep(text)
                    self._check_whole(text)
        for text in texts:
            if self.rng.random() < 1 / WHOLE_WAY:
                self._check_whole(text)

    def _arcs_of(self, texts: list[str], *, note: bool) -> set[Arc]:
        """Read texts; return what code that reached. ``note``: note down what fails."""
        failed: list[tuple[str, BaseException]] = []
        self.coverage.erase()
        self.coverage.start()
        try:
            for text in texts:
                start = time.perf_counter()
                try:
                    check_quickly(text, self.format)
                except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
                    failed.append((text, error))
                cost = (time.perf_counter() - start) / (len(text) + 300)
                self.costs.append(cost)
                if cost > SLOW * self._usual():
                    self.slow.append((cost / self._usual(), text))
        finally:
            self.coverage.stop()
        self.runs += len(texts)
        if note:
            for text, error in failed:
                self._note(text, error, quickly=True)
        data = self.coverage.get_data()
        return {(file, *arc) for file in data.measured_files() for arc in data.arcs(file) or ()}

    def _usual(self) -> float:
        if len(self.costs) > 4000:
            del self.costs[:2000]
        if len(self.costs) < 100:
            return 1
        if len(self.costs) % 100 == 0 or not hasattr(self, "_median"):
            self._median = statistics.median(self.costs)
        return self._median

    def _check_whole(self, text: str) -> None:
        self.whole += 1
        try:
            check(text, self.format, sample=self.whole % HEAVY == 0)
        except Exception as error:  # noqa: BLE001
            self._note(text, error, quickly=False)

    # --- what was found -----------------------------------------------------------------------

    def _note(self, text: str, error: BaseException, *, quickly: bool) -> None:
        kind = kind_of(error)
        self.counts[kind] = self.counts.get(kind, 0) + 1
        found = self.findings.setdefault(kind, [])
        if len(found) >= SAME or self.counts[kind] > 40 * SAME:
            return
        examine = check_quickly if quickly else check

        def fails(text: str) -> bool:
            try:
                examine(text, self.format)
            except Exception as other:  # noqa: BLE001
                return kind_of(other) == kind
            return False

        small = minimise(text, fails, 10) if fails(text) else text
        if any(small == each.text for each in found):
            return
        try:
            examine(small, self.format)
        except Exception as last:  # noqa: BLE001
            error = last
        why = "".join(traceback.format_exception(error, limit=-6))
        found.append(Finding(kind, small, why))
        self._write("findings", small, f"{kind}\n\n{small!r}\n\n{why}", _slug(kind))
        print(f"  {kind}: {small[:200]!r}", flush=True)

    def _keep(self, text: str) -> None:
        self._write("corpus", text)

    def _kept(self) -> list[Path]:
        return sorted((self.folder / "corpus").glob("*.input"))

    def _write(self, folder: str, text: str, why: str = "", name: str = "") -> None:
        data = text.encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(data).hexdigest()[:12]
        path = self.folder / folder / f"{name}{'-' if name else ''}{digest}.input"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if why:
            path.with_suffix(".why").write_bytes(why.encode("utf-8", "backslashreplace"))

    # --- the end ------------------------------------------------------------------------------

    def report(self) -> str:
        """Return how much of the readers all kept inputs reach, and what took long."""
        self.coverage.erase()
        self.coverage.start()
        for text in self.corpus:
            try:
                check_quickly(text, self.format)
            except Exception:  # noqa: BLE001 - it was noted when it was met
                continue
        self.coverage.stop()
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "coverage.txt"
        with path.open("w", encoding="utf-8") as file:
            total = self.coverage.report(
                show_missing=True, skip_covered=True, ignore_errors=True, file=file
            )
        lines = [self.status(), f"coverage of the readers and of decoding: {total:.1f} % ({path})"]
        lines += [f"  {count:6} × {kind}" for kind, count in sorted(self.counts.items())]
        lines += self._slow_ones()
        return "\n".join(lines)

    def _slow_ones(self) -> list[str]:
        """Return what is slow whenever it is read, and what grows faster than its length."""
        found = []
        usual = statistics.median(
            _seconds(text, self.format) / (len(text) + 300) for text in self.corpus[-200:]
        )
        for _, text in sorted(self.slow, reverse=True)[:40]:
            factor = _seconds(text, self.format) / (len(text) + 300) / usual
            if factor > SLOW:
                self._write("slow", text, f"{factor:.0f} times as slow as usual\n\n{text!r}")
                found.append(f"  {factor:.0f} × the usual time: {text[:120]!r}")
        for text in self.rng.sample(self.corpus, min(60, len(self.corpus))):
            growth = growth_of(text, self.format)
            if growth > 2:
                self._write("slow", text, f"grows {growth:.1f} times as fast\n\n{text!r}")
                found.append(f"  grows {growth:.1f} × as fast as its length: {text[:120]!r}")
        return found


def growth_of(text: str, format: str) -> float:
    """Return how many times longer each character takes in a text that is eight times as long."""
    if format in ("ipynb", "bytes") or not text.strip():
        return 1
    once = text + "\n\n"
    small = once * max(1, 4000 // len(once))
    few, many = (min(_seconds(small * times, format) for _ in range(2)) for times in (1, 8))
    return many / few / 8


def _seconds(text: str, format: str) -> float:
    start = time.perf_counter()
    try:
        if format == "bytes":
            check_quickly(text, format)
        else:
            read(text, format)
    except Exception:  # noqa: BLE001 - it was noted when it was met
        return 0.0001
    return time.perf_counter() - start


def kind_of(error: BaseException) -> str:
    """Return what makes two failures the same one."""
    if isinstance(error, Broken):
        return error.name
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/nnexport/" in frame.filename]
    at = ours[-1] if ours else frames[-1]
    return f"{type(error).__name__} in {Path(at.filename).stem}.{at.name}"


def _slug(kind: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in kind.lower()).split())


def seeds(format: str) -> list[str]:
    """Return the inputs of the cases in this format; for bytes, in several encodings."""
    paths = sorted(
        path
        for path in CASES.rglob("*")
        if path.suffix in SUFFIXES[format] and path.stat().st_size < 6000
    )
    if format != "bytes":
        return [path.read_bytes().decode("utf-8-sig", "surrogatepass") for path in paths]
    found = []
    for at, path in enumerate(paths[::3]):
        text = path.read_bytes().decode("utf-8-sig", "replace")[:1500]
        codec = ("utf-8", "utf-16", "cp1252", "cp1251", "utf-32", "gb18030", "shift_jis")[at % 7]
        found.append(text.encode(codec, "replace").decode("latin-1"))
    return found
