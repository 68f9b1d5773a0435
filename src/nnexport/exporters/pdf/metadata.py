"""What a file says about itself: its title and language, and which standards it keeps.

No date is written: the time of the export would change the bytes of equal decks, and any other
time would be made up.

Source: ISO 14289-1 (PDF/UA-1), 5; ISO 19005-2 (PDF/A-2), 6.6; ISO 16684-1 (XMP).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from nnexport.exporters.pdf.colour_profile import NAME
from nnexport.exporters.pdf.objects import text_string
from nnexport.exporters.pdf.page import Page, Sheet
from nnexport.exporters.pdf.text.bidi import runs_right_to_left

AUTHOR = "nnexport"
PRODUCER = "nnexport, ReportLab PDF Library"
UNTITLED = "Untitled"
UNKNOWN_LANGUAGE = "und"
"""Source: ISO 639-2."""

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*\Z")
"""Source: ISO 32000-1, 14.9.2."""

_DUPLEX = {"long-edge": b"DuplexFlipLongEdge", "short-edge": b"DuplexFlipShortEdge"}


def language_tag(language: str) -> str:
    """Return the tag of a language as PDF allows it; that of none for what is no tag."""
    return language if _LANGUAGE.match(language) else UNKNOWN_LANGUAGE


def title_of(sheet: Sheet) -> str:
    """Return the title of a file: both standards want one, also of a deck that shows none."""
    return sheet.title if _NOT_XML.sub("", sheet.title).strip() else UNTITLED


def information(sheet: Sheet) -> bytes:
    """Return the information dictionary, for programs that do not read XMP."""
    entries = {
        b"Title": title_of(sheet),
        b"Author": AUTHOR,
        b"Creator": AUTHOR,
        b"Producer": PRODUCER,
    }
    return b"<<%s>>" % b"".join(
        b"/%s%s" % (key, text_string(text)) for key, text in entries.items()
    )


def viewer_preferences(sheet: Sheet) -> bytes:
    duplex = b"/Duplex/" + _DUPLEX[sheet.duplex] if sheet.duplex else b""
    direction = b"/Direction/R2L" if runs_right_to_left(sheet.language) else b""
    return b"<</DisplayDocTitle true/PrintScaling/None%s%s>>" % (direction, duplex)


def output_intent(profile: int) -> bytes:
    """Return the output intent; ``profile`` is the number of the colour profile's object."""
    name = text_string(NAME)
    return (
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%s/Info%s"
        b"/DestOutputProfile %d 0 R>>" % (name, name, profile)
    )


def page_labels(pages: Sequence[Page]) -> bytes:
    """Return the number tree of the pages' labels."""
    return b"<</Nums[%s]>>" % b" ".join(_label_ranges(pages))


def _label_ranges(pages: Sequence[Page]) -> Iterator[bytes]:
    counts = False
    for at, page in enumerate(pages):
        if page.label:
            yield b"%d<</P%s>>" % (at, text_string(page.label))
        elif not counts:
            yield b"%d<</S/D/St %d>>" % (at, at + 1)
        counts = not page.label


# PDF/A wants each schema described that its own list has not; PDF/UA's is not in it.
_UA_SCHEMA = """\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"""

_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{author}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>U</pdfaid:conformance>
{accessible}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

# What XML has no way to write. Source: XML 1.0, production 2.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xmp_packet(sheet: Sheet, *, tagged: bool) -> bytes:
    """Return the metadata of a file. Only a tagged one claims PDF/UA."""
    return _XMP.format(
        title=escape(_NOT_XML.sub("", title_of(sheet))),
        author=AUTHOR,
        producer=PRODUCER,
        language=language_tag(sheet.language),
        accessible=f"<pdfuaid:part>1</pdfuaid:part>\n{_UA_SCHEMA}\n" if tagged else "",
    ).encode()
