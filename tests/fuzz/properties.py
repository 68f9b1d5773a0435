"""What must hold for every text that the readers are given."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from nnexport.codes import CODES
from nnexport.deck.canonical import dump_deck, load_deck
from nnexport.deck.commonmark import parse_blocks
from nnexport.deck.document import Deck, Document, Entry, LineRange, Source, SourceId
from nnexport.deck.lock import Lock
from nnexport.deck.markup import (
    BulletList,
    CodeBlock,
    Heading,
    OrderedList,
    Paragraph,
    Table,
    inline_text,
)
from nnexport.deck.text import clean_line, clean_text
from nnexport.deck.update import update_deck
from nnexport.decoding import tidy_lines
from nnexport.diagnostics import Diagnostic, format_diagnostic
from nnexport.exporters.anki import export_anki, render_notes
from nnexport.exporters.markdown import MarkdownOptions, export_markdown
from nnexport.files import RawText, decode_source
from nnexport.merging.merge import merge_documents
from nnexport.readers import looks_like_markdown, read_document
from nnexport.readers.assemble import Reading
from nnexport.readers.ledger import Use
from nnexport.sniffing import sniff_ending
from tests.fuzz.grammar import to_bytes

ENDINGS = {"txt": ".txt", "md": ".md", "html": ".html", "ipynb": ".ipynb", "csv": ".csv"}
CLOCK = 1_763_719_200

Answer = tuple[Reading | None, tuple[Diagnostic, ...]]


class Broken(AssertionError):
    """A property that does not hold; ``name`` says which."""

    def __init__(self, name: str, *details: object) -> None:
        super().__init__(name, *details)
        self.name = name


def require(holds: object, name: str, *details: object) -> None:
    if not holds:
        raise Broken(name, *details)


def read(text: str, format: str) -> Answer:
    path = f"case{ENDINGS[format]}"
    raw = RawText(path, tidy_lines(text), "0" * 64)
    return read_document(raw, Source(SourceId("case"), path))


# --- one reading ----------------------------------------------------------------------------------


def check_reading(text: str, format: str) -> Answer:
    """Check what must hold for one reading; return it."""
    reading, diagnostics = answer = read(text, format)
    check_diagnostics(diagnostics, text)
    if reading is None:
        require(format == "ipynb", "a document is read")
        require(diagnostics, "a file that is not read is reported")
        return answer
    require(reading.ledger.unseen() == (), "the ledger is complete", reading.ledger.unseen())
    require(reading.unseen == 0, "the safety net finds nothing", _unseen(reading))
    entries = reading.document.entries
    require(entries or diagnostics, "nothing found is reported")
    for entry in entries:
        check_entry(entry, text)
    if format == "txt" and looks_like_markdown(text):
        format = "md"
    is_table = format == "csv" or _is_table(diagnostics)
    check_nothing_invented(entries, text, format, is_table=is_table)
    if format == "txt" and not is_table:
        check_ledger(reading)
    return answer


def _unseen(reading: Reading) -> list[str]:
    return [each.message for each in reading.diagnostics if each.code == "NN018"]


def _is_table(diagnostics: Iterable[Diagnostic]) -> bool:
    return any("a table with the columns" in d.message or d.code == "NN023" for d in diagnostics)


def check_diagnostics(diagnostics: Iterable[Diagnostic], text: str) -> None:
    lines = text.count("\n") + 1
    for each in diagnostics:
        require(each.code in CODES, "a code is known", each)
        require(
            format_diagnostic(each).isprintable() or "\n" in format_diagnostic(each), "printable"
        )
        require(each.message.strip(), "a message says something", each)
        require("\n" not in each.message, "a message is one line", each)
        require(0 <= each.span.line <= lines, "a message points into the file", each)
        last = each.span.last_line
        require(not last or each.span.line <= last <= lines, "a message ends in the file", each)
        require(all(c.isprintable() for c in each.message), "a message is printable", each)


def check_entry(entry: Entry, text: str) -> None:
    require(entry.question or entry.answer, "an entry says something")
    for name in ("question", "answer"):
        markdown = getattr(entry, name)
        require(clean_text(markdown) == markdown, f"the {name} is clean", markdown)
        lines = getattr(entry, f"{name}_lines")
        require(lines or not markdown, f"the {name} has a place", markdown)
        check_lines(lines, text, name)
    for one_line in (entry.number, entry.section, *entry.tags):
        require(clean_line(one_line) == one_line, "labels are clean lines", one_line)


def check_lines(lines: Sequence[LineRange], text: str, name: str) -> None:
    last = text.count("\n") + 1
    require(all(1 <= a <= b <= last for a, b in lines), f"lines of the {name} exist", lines, last)
    apart = all(one[1] < two[0] for one, two in pairwise(lines))
    require(apart, f"lines of the {name} ascend", lines)


# --- the ledger of a plain text -------------------------------------------------------------------

TICKED = re.compile(r"\[[xX✓✔]\]|[☑☒✓✔✅]|\([xX]\)")


def check_ledger(reading: Reading) -> None:
    """Entries show what the ledger says; a ticked choice is shown in question and answer."""
    ledger, entries = reading.ledger, reading.document.entries
    questions = without_fences("".join(shown(entry.question) for entry in entries))
    answers = without_fences("".join(shown(entry.answer) for entry in entries))
    asked, answered = (
        without_fences(squeeze(ledger.text_of(use))) for use in (Use.QUESTION, Use.ANSWER)
    )
    # As many of each: answers that stand in another order than their questions change places.
    same = sorted(answers) == sorted(answered)
    require(same, "answers show what the ledger says", answers, answered)
    if TICKED.search(ledger.text):
        # The choice is an answer in the ledger, and stands among the choices all the same.
        missing = Counter(asked) - Counter(questions)
        require(not missing, "questions show what the ledger says", asked, questions)
        extra = Counter(questions) - Counter(asked) - Counter(answered)
        require(not extra, "questions show only what the ledger says", questions, asked)
    else:
        same = sorted(questions) == sorted(asked)
        require(same, "questions show what the ledger says", questions, asked)


def without_fences(text: str) -> str:
    """Return a text without the signs that stand around code, which are not shown."""
    return re.sub("[`~]", "", text)


# Whether it stays depends on the letter before it, which may belong to another piece.
JOINER = re.compile("[\u200c\u200d]")


def squeeze(text: str) -> str:
    """Return a text without white space: what must be the same however it is laid out."""
    squeezed = "".join(JOINER.sub("", clean_line(text)).split())
    # An accent that began a line stands behind a letter now; as one or as two, they look the same.
    return unicodedata.normalize("NFC", squeezed)


def shown(markdown: str) -> str:
    """Return what a person sees of a Markdown text made of plain text, without white space."""
    return squeeze("".join(_texts(parse_blocks(markdown))))


def _texts(blocks: Iterable[object]) -> Iterable[str]:
    for block in blocks:
        match block:
            case Paragraph(inlines) | Heading(_, inlines):
                yield inline_text(inlines)
            case BulletList(items) | OrderedList(items):
                for item in items:
                    yield from _texts(item.blocks)
            case CodeBlock(code):
                yield code
            case Table(header, rows):
                yield from (inline_text(cell) for row in (header, *rows) for cell in row)
            case _:
                raise Broken("plain text has plain blocks", type(block).__name__)


# --- nothing is invented --------------------------------------------------------------------------

WORD = re.compile(r"\d+|[^\W\d_]+")


# Python takes these for white space, a deck for control characters.
SEPARATORS = re.compile("[\x1c-\x1f]")


def check_nothing_invented(
    entries: Iterable[Entry], text: str, format: str, *, is_table: bool = False
) -> None:
    """Each word of a question, an answer, a section stands in the source, in this order."""
    if is_table:
        format = "csv"
    source = source_words(text, format)
    signs = "".join(source)
    for entry in entries:
        for name in ("question", "answer"):
            words = words_of_markdown(getattr(entry, name), format)
            # The columns of a table need not stand in the order of a question and its answer, nor
            # need the summary of a page's details stand above them.
            if is_table or format == "html":
                missing = next(iter(Counter(words) - Counter(source)), None)
            else:
                missing = first_missing(words, source)
            if missing is not None and SEPARATORS.search(text):
                missing = first_missing("".join(words), signs)
            require(missing is None, f"the {name} is not invented", missing, getattr(entry, name))
        # Only a part of a word is the label in `Q2:`.
        for name in ("section", "number"):
            words = "".join(words_of_line(getattr(entry, name), format))
            require(
                is_table or is_within(words, signs),
                f"the {name} is not invented",
                getattr(entry, name),
            )


def source_words(text: str, format: str) -> list[str]:
    if format == "ipynb":
        try:
            text = "\n".join(_strings(json.loads(text, strict=False)))
        except (ValueError, RecursionError):
            return []
        text = re.sub(r"\x1b\[[0-9;?]{0,30}[A-Za-z]", "", text)
    if format in ("html", "csv"):
        text = html.unescape(text)
    return _characters(text) if format in ("html", "csv") else WORD.findall(clean_line(text))


# The language of code that stood there without a fence is found out, not read.
FENCE = re.compile(r"^([ \t>*+.)\d-]*)(?:`{3,}|~{3,})[^`\n]*$", re.MULTILINE)

# Of `A2: text` that is an item of a list, the number is shown.
LIST_NUMBER = re.compile(r"^[ \t]*\d{1,9}[.)] ", re.MULTILINE)

ADDRESS = re.compile(r"\]\((?:<[^<>]*>|[^()\s]*)\)|!\[[^\]]*\]")
TAG = re.compile(r"</?[a-z][a-z0-9]*[^<>]*>", re.IGNORECASE)
# The letters of lists and of columns with choices, and the labels of a term and its meaning.
LETTER = re.compile(r"(?:^|[->] )[ \t>]*(?:[a-zA-Z]{1,8}\\?[.)]|[QA]:)(?=[ \\]|$)", re.MULTILINE)


def words_of_markdown(markdown: str, format: str) -> list[str]:
    if format == "txt":
        return WORD.findall(clean_line("\n".join(_texts(parse_blocks(markdown)))))
    markdown = LIST_NUMBER.sub("", FENCE.sub(r"\1", markdown))
    if format in ("html", "csv"):
        # Tags may stand inside a word, and the address of a link before or behind its words.
        markdown = LETTER.sub("", ADDRESS.sub("", TAG.sub("", markdown)))
        return _characters(html.unescape(markdown))
    return WORD.findall(clean_line(markdown))


def words_of_line(text: str, format: str) -> list[str]:
    return _characters(text) if format in ("html", "csv") else WORD.findall(text)


def _characters(text: str) -> list[str]:
    return [char for char in squeeze(text) if char.isalpha()]


def _strings(data: object) -> Iterable[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        # What came out of a cell stands below what went in.
        for _, value in sorted(data.items(), key=lambda pair: pair[0] == "outputs"):
            yield from _strings(value)
    elif isinstance(data, list):
        # A notebook may hold a text as a list of lines, which are joined as they stand.
        strings = [each for each in data if isinstance(each, str)]
        yield "".join(strings)
        for each in data:
            if not isinstance(each, str):
                yield from _strings(each)


def first_missing(words: Iterable[str], source: Iterable[str]) -> str | None:
    """Return the first of ``words`` that does not stand in ``source`` after those before it."""
    rest = iter(source)
    for word in words:
        if not any(each == word for each in rest):
            return word
    return None


def is_within(part: str, whole: str) -> bool:
    """Tell whether all characters of a text stand in another one, in their order."""
    return first_missing(part, whole) is None


# --- the same text, laid down differently ---------------------------------------------------------


def check_stability(text: str, format: str, answer: Answer) -> None:
    """Reading again, a final newline, CRLF and a BOM change nothing."""
    require(_same(read(text, format), answer), "the same text reads the same")
    more = read(text + "\n", format)
    require(_entries(more) == _entries(answer), "a final newline changes nothing")
    if "\r" in text or "\0" in text or not _is_encodable(text):
        return
    path = f"case{ENDINGS[format]}"
    plain, _ = decode_source(text.encode(), path)
    for name, changed in (("CRLF", text.replace("\n", "\r\n")), ("a BOM", "\ufeff" + text)):
        if name == "a BOM" and text.startswith("\ufeff"):
            continue
        other, _ = decode_source(changed.encode(), path)
        same = (other and other.text) == (plain and plain.text)
        require(same, f"{name} changes nothing")


def _same(one: Answer, two: Answer) -> bool:
    return one[1] == two[1] and _entries(one) == _entries(two)


def _entries(answer: Answer) -> tuple[Entry, ...]:
    return answer[0].document.entries if answer[0] is not None else ()


def _is_encodable(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


# --- the whole way --------------------------------------------------------------------------------


def check_way(answer: Answer, *, sample: bool = False) -> None:
    """Merging, writing, reading back and exporting do not raise and lose nothing."""
    reading = answer[0]
    if reading is None:
        return
    document = reading.document
    deck = Deck("case", "Case")
    merged = merge_documents([document], deck, Lock("case"), {document.source.id: "case"})
    for each in merged.diagnostics:
        require(format_diagnostic(each), "a message of merging is shown")
    written = dump_deck(merged.deck)
    loaded, problems = load_deck(written, "case.yaml")
    require(loaded is not None, "a written deck is read back", *map(format_diagnostic, problems))
    assert loaded is not None
    require(loaded.deck == merged.deck, "a deck reads back the same")
    require(update_deck(written, loaded.deck) == written, "writing what was read changes nothing")
    check_merging(document, loaded.deck)
    export_markdown(loaded.deck, MarkdownOptions())
    render_notes(loaded.deck)
    again = merge_documents([document], loaded.deck, merged.lock, {document.source.id: "case"})
    require(again.deck == merged.deck, "reading the sources again changes nothing")
    require(again.lock == merged.lock, "reading the sources again leaves the lock")
    if sample:
        check_heavy_exports(loaded.deck)


def check_heavy_exports(deck: Deck) -> None:
    from nnexport.exporters.pdf import PdfOptions, export_pdf

    export_anki(deck, Lock("case"), CLOCK)
    export_pdf(deck, PdfOptions())


def check_merging(document: Document, deck: Deck) -> None:
    """Each entry's question and answer are in the deck, as they were received."""
    asked = {note.question for note in deck.notes}
    asked |= {variant.asked for note in deck.notes for variant in note.variants}
    given = {variant.text for note in deck.notes for variant in note.variants}
    for entry in document.entries:
        require(not entry.answer or entry.answer in given, "an answer is on record", entry.answer)
        known = not entry.question or entry.question in asked
        require(known or not entry.answer, "a question is on record", entry.question)


# --- bytes ----------------------------------------------------------------------------------------


def check_bytes(text: str) -> None:
    """Any bytes are decoded or reported, and what comes of them is read."""
    data = to_bytes(text)
    raw, problems = decode_source(data, "case")
    for each in problems:
        require(each.code in CODES and format_diagnostic(each), "a message is shown")
    ending = sniff_ending(data)
    if raw is None:
        require(problems, "a file that is not decoded is reported")
        return
    require("\r" not in raw.text and "\0" not in raw.text, "a decoded text is tidy")
    formats = [key for key, value in ENDINGS.items() if value == ending]
    check_reading(raw.text, formats[0] if formats else "txt")


# --- all ------------------------------------------------------------------------------------------


def check(text: str, format: str, *, sample: bool = False) -> None:
    """Check everything for one input."""
    if format == "bytes":
        check_bytes(text)
        return
    answer = check_reading(text, format)
    check_stability(text, format, answer)
    check_way(answer, sample=sample)


def check_quickly(text: str, format: str) -> None:
    """Check what one reading shows."""
    if format == "bytes":
        check_bytes(text)
    else:
        check_reading(text, format)


Check = Callable[[str, str], object]
__all__ = ["Broken", "check", "check_quickly", "read"]
