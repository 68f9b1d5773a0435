"""One line → how much it looks like code: log odds, from its own shape and from no neighbour.

Positive is code, negative is prose, near zero says nothing by itself (a comment, a bare word).
"""

from __future__ import annotations

import re
from functools import lru_cache

from nnexport.readers.code.heads import HEADS
from nnexport.readers.code.shapes import SIGNS, shapes_for

LOOK = 300
"""Characters of a line that are looked at."""

_STRING = re.compile(
    r'"(?:[^"\\]|\\.){0,300}"|(?<![^\W_])\'(?:[^\'\\]|\\.){0,300}\'(?!\w)|`[^`]{0,300}`'
)
_COMMENT_TAIL = re.compile(r"\s(?://|#|<!--|/\*)(?:\s|\w).*|(?:\s\s|[;,)]\s?)(?:--|%|;)\s.*")
_LISTED = re.compile(
    r"(?:\(?\d{1,4}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}\.?|\(?[a-zA-Z][.)]|\(?[ivxIVX]{2,5}[.)]"
    r"|[-+•·*‣◦▪●○■□–—➤►▸→✓✔★>])[ \t]+|\(?\d{1,4}[.)、．](?=[^\W\d])|[•·‣◦▪●○■□➤►▸✓✔★]"
)
_COMMENT = re.compile(
    r"(//|/\*|\*/|<!--|#!|#\s*(?:include|define|if|ifn?def|endif|pragma|undef|el(?:se|if)"
    r"|region|endregion|import|error)\b|#|--(?=\s)|%+(?=\s)|;+(?=\s)|REM\b|--\[\[|\"\"\"|''')"
)
_COMMENT_WEIGHT = {
    "//": 2.0,
    "/*": 3.5,
    "*/": 3.0,
    "<!--": 3.5,
    "#!": 5.0,
    "#": 0.3,
    "--": 0.3,
    "REM": 1.0,
    "--[[": 2.5,
    '"""': 2.5,
    "'''": 2.5,
}
_DIRECTIVE, _INCLUDE = 3.5, 5.6

_WORD = r"[^\W\d_]++(?:['’-][^\W\d_]++)*+"
_RUN = re.compile(
    rf"(?<![\w$@.:/\\-]){_WORD}[,;:]?(?:[ \t]+\(?{_WORD}\)?[,;:]?)+(?![\w(\[=]|[.:/]\w)"
)
"""Words with nothing but blanks between them."""

_CODE_WORDS = frozenset(
    """
    public private protected static final void const unsigned long int short char double float
    bool boolean string var let new return import from as class interface extends implements
    throws async await export default function def else if elif elsif for while do in not and or
    is then end begin struct typedef enum abstract override virtual sealed readonly inline
    extern volatile signed lambda try catch except finally raise throw with yield of each unless
    until when case match where type null nil none true false self this auto register
    synchronized native package namespace using fun func fn mut pub impl trait use mod int32
    int64 uint8 begin endif endfor endwhile instanceof typeof step to downto print echo select
    order by group set table values into integer real record array procedure program
    """.split()
)
_FUNCTION_WORDS = frozenset(
    """
    the of that this these those which it its they their was were are be been can could will would
    should may might have has had you your we our an at what how why who because also such than
    there here about between using used when must into more most some any other only does
    der die das ist sind ein eine einen und nicht wird werden mit für von zu den dem auf auch
    le les des est une dans que qui avec pour sur sont pas aux cette ce
    el los las una para como son su más esta este del se
    il che di della è sono non gli dei nel
    os uma são não dos das ao pelo
    """.split()
)
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u3040-\u9fff\uac00-\ud7af\uff0c\u3002\uff1a\uff1f]")
_SENTENCE_END = re.compile(r"[^\W_]{2}[)\]\"'”’»]{0,3}[.!?…。！？][)\]\"'”’»]{0,3}$")
_LABEL = re.compile(r"[A-ZÀ-ÞА-ЯЁ][^\W\d_][\w /()'’&-]{0,60}[:：](\s|$)")
_TITLE = re.compile(r"[A-ZÀ-ÞА-ЯЁ](?![A-Z])[^\W\d_]*[,:]? [^\W\d_]+(?: |[.,:?!]|$)")
_LEADERS = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}|_{4,}")
_MATHS = re.compile(r"[×÷·√∑∏∫∂∞≤≥≠≈±°²³⁰-₟½¼¾πθλΔΣσμαβγ→⇒⇌↔⇔∈∀∃∪∩]")
_ARROWS = re.compile(r"\w\s*(?:-+>|=+>|→|⇒|⇌|<-+>)\s*\w")
_LEAST, _MOST = -9.0, 7.0


def evidence_of(line: str) -> float:
    """Return the log odds that a line is code; 0 for a blank one.

    Shape: from -9 to 7, looking at the first 300 characters only.
    """
    text = line[:LOOK].strip()
    return _short(text) if len(text) <= _SHORT else _evidence_of(text)


_SHORT = 12
"""Characters up to which a line is remembered: ``}`` and ``else:`` come again and again."""


@lru_cache(maxsize=2048)
def _short(text: str) -> float:
    return _evidence_of(text) if text else 0.0


def _evidence_of(text: str) -> float:
    comment = _comment_weight(text)
    if comment is not None:
        return comment
    listed = _LISTED.match(text)
    if listed is not None:
        return _listed(text[listed.end() :], listed[0].strip())
    return _plain(text)


def _comment_weight(text: str) -> float | None:
    if text[0] not in "/*<#-%;R\"'":
        return None
    match = _COMMENT.match(text)
    if match is None:
        return None
    sign = match[1]
    if sign == "#" and (text.startswith("##") or (len(text) > 1 and text[1] not in " \t-=!#")):
        # ``##`` is a heading more often than code; ``#id {`` and ``#1`` are no comments.
        return None if len(text) > 1 and text[1] != "#" else -1.0
    if sign == "<!--" and len(text) > 4:
        return 3.5
    if sign.startswith("#") and len(sign) > 1 and sign != "#!":
        return _INCLUDE if sign.endswith("include") and text[-1] in '>"' else _DIRECTIVE
    if sign[0] in "%;":
        return 0.3
    if sign == "//" and "://" in text[:8]:
        return None
    if sign == "--" and text.endswith((".", "?")):
        return -0.5
    return _COMMENT_WEIGHT.get(sign, 0.3)


def _listed(rest: str, sign: str) -> float:
    """Weigh a line that begins as a list item does."""
    own = _plain(rest) if rest else 0.0
    if rest.startswith(("[ ]", "[x]")):
        return min(own, 0.0) - 6.0
    if sign == ">":
        return own + 0.5 if own >= 2.5 else min(own, 0.0) - 2.0
    if sign == "-" and _YAML_PAIR.match(rest):
        return 0.8
    if sign == "*":
        return min(own, 0.0) * 0.5 - 1.0
    if sign in "-+" and own >= 3:
        # A line of a diff, or an argument on a line of its own.
        return 0.0
    return min(own, 0.0) - 3.0


_YAML_PAIR = re.compile(r"[a-z][\w.-]{0,40}:(?:\s+\S{1,60}$|$)")


def _plain(text: str) -> float:
    masked = _STRING.sub('""', text) if '"' in text or "'" in text or "`" in text else text
    tail = _COMMENT_TAIL.search(masked)
    core = masked if tail is None else masked[: tail.start() + (tail[0][0] in ";,)")].rstrip()
    if _MANY_WORDS.search(core) and _FIRM.isdisjoint(core) and core[:7].lower() not in _QUERY:
        return _LEAST
    prose = _prose(core)
    if prose <= _HOPELESS:
        return max(_LEAST, prose)
    code = _code(core)
    if tail is not None:
        if code >= 1.0:
            code += 1.0
        else:
            prose = _prose(masked)
    if code >= _SURE and prose > _HOPELESS:
        prose *= _DOUBT
    return max(_LEAST, min(_MOST, code + prose))


_DOUBT = 0.5
"""How much of what speaks for prose counts in a line that has a strict shape of code."""

_HOPELESS = -6.5
"""Evidence for prose that no shape makes up for."""

_FIRM = frozenset("=[{$")
_QUERY = frozenset(("select ", "insert ", "update ", "delete ", "create "))
_MANY_WORDS = re.compile(r"(?<![^\W\d_])(?:[^\W\d_A-Z][^\W\d_]*+[,;:.]? ){6}")


def _code(core: str) -> float:
    best = rest = 0.0
    word = _FIRST_WORD.match(core)
    if word is not None:
        for pattern, weight in HEADS.get(word[0], ()):
            if weight > best and pattern.match(core):
                best = weight
    for pattern, weight in shapes_for(SIGNS.intersection(core)):
        if best >= _SURE:
            break
        if pattern.match(core):
            if weight > best:
                best, weight = weight, best
            rest += weight
    return best + min(0.4 * rest, 2.0) + _ENDS.get(core[-1:], 0.0) * (best > 0)


_SURE = 4.0
"""Evidence from which no further shape is looked for."""

_ENDS = {";": 1.0, "{": 0.8, "}": 0.4, ")": 0.4, ":": 0.4, ",": 0.3}
"""What the last sign of a line adds to a shape."""
_FIRST_WORD = re.compile(r"[A-Za-z_]+")


def _prose(core: str) -> float:
    """Return what speaks for prose in a line without its strings and its comment: 0 or less."""
    weight = 0.0
    for match in _RUN.finditer(core):
        words = [word.strip("(),;:") for word in match[0].split()]
        plain = [
            word
            for word in words
            if len(word) > 1 and word.lower() not in _CODE_WORDS and not word.isupper()
        ]
        if len(words) >= 3 and plain:
            weight -= 0.9 * (len(plain) - 1)
            weight -= 0.25 * (len(words) - len(plain))
        elif len(plain) == 2:
            weight -= 0.6
        weight -= 1.2 * sum(word.lower() in _FUNCTION_WORDS for word in words)
        if weight <= _LEAST:
            return _LEAST
    others = len(_OTHER_SCRIPT.findall(core))
    if others:
        weight -= 2.0 + 0.4 * min(others, 12)
    if _SENTENCE_END.search(core):
        weight -= 2.5 if core.endswith(("?", "？")) else 1.5
    if _LABEL.match(core):
        weight -= 6.0 if core.endswith((":", "：")) else 2.5
    elif _TITLE.match(core):
        weight -= 1.2
    if _LEADERS.search(core):
        weight -= 3.0
    if _MATHS.search(core):
        weight -= 1.0
    if _ARROWS.search(core):
        weight -= 1.0
    return weight
