"""How questions ask, in each language: what of their words says what is asked, and what only how.

"Explain what osmosis is", "Define osmosis." and "Osmosis?" are one question; "When …?" and "Why …?"
never are, and neither are "advantages" and "disadvantages". A :class:`Language` says which is
which; :mod:`nnexport.merging.questions.tongues` has the tables of the languages other than English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nnexport.merging.questions.forms import base_form


@dataclass(frozen=True, slots=True)
class Language:
    """The words with which a language asks. All are folded: small letters without accents."""

    cues: frozenset[str]
    """Words by which a text is recognised to be in this language."""

    phrases: tuple[tuple[re.Pattern[str], str], ...]
    """What a turn of phrase comes to, in this order, over the words with a space between each."""

    dropped: frozenset[str]
    """Words that say nothing: articles, auxiliaries, pronouns, "main", "various"."""

    kinds: Mapping[str, str]
    """Words that ask for something else than "what": ``why``, ``how``, ``when`` and the like."""

    roles: frozenset[str]
    """Prepositions: they say what the words behind them are to the rest."""

    joints: frozenset[str]
    """Words that put two things on a par: "and", "or"."""

    negations: frozenset[str]

    modals: Mapping[str, str]
    """Auxiliaries that make another question of one that is answered by yes or no."""

    polar: re.Pattern[str]
    """The beginning of a question that is answered by yes or no."""

    base: Callable[[str], str]
    """A word's form in the dictionary, one for all names of the same thing."""

    moves_verb: bool = False
    """The verb of a question is last where it depends on another sentence ("… wie es geht")."""


def phrases(*rules: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return rules of ``Language.phrases`` ready for use."""
    return tuple((re.compile(pattern), instead) for pattern, instead in rules)


def words(text: str) -> frozenset[str]:
    """Return a set of words written with spaces between them."""
    return frozenset(text.split())


_ASIDE = (
    r"(?:in (?:detail|brief|short|one sentence|a nutshell|plain english|"
    r"(?:your own|simple|a few) (?:words|terms|sentences))|"
    r"with (?:(?:an?|some|the|help|of|suitable|your|own) )*(?:examples?|diagrams?|sketch(?:es)?))"
)
_ADVERB = rf"(?:briefly|shortly|clearly|please|kindly|also|{_ASIDE})"
_VERB = (
    r"(?:explain|describe|define|discuss|elaborate|illustrate|outline|summarize|summarise|clarify|"
    r"enumerate|mention|give|provide|write|tell|characterize|characterise|specify)"
)
# Nouns as well: they ask only where a thing follows that can be named.
_NOUN_OR_VERB = (
    r"(?:state|list|name|present|identify)(?= (?:the|an?|some|any|all|at|two|three|four|five|six|"
    r"seven|ten|\d+|what|which|how|[a-z.'’]+s)\b(?! (?:vs|versus)\b))"
)
_BE = r"(?:is|are|was|were)"
_DO = r"(?:do|does|did)"
_THING = (
    r"(?:notes?|essay|paragraph|explanation|description|overview|summary|account|definition|"
    r"introduction|idea)"
)
_EMPTY_ADJECTIVE = (
    r"(?:(?:most )?(?:important|common)|main|key|major|chief|different|various|several)"
)

_PHRASES = phrases(
    (r"\b(what|how|who|where|when|why)['’]s\b", r"\1 is"),
    # who is asked to do what
    (rf"^(?:(?:{_ADVERB}|so|now|ok|okay) )+", ""),
    (
        (
            rf"^(?:can|could|would|will) (?:you|someone|anyone) (?:{_ADVERB} )*"
            rf"(?=(?:{_VERB}|name|list|state)\b)"
        ),
        "",
    ),
    (
        (
            r"^(?:do you know|tell (?:me|us)|let (?:me|us) know|i (?:want|would like) to know|"
            r"i['’]d like to know|question)"
            r"(?: about)? "
        ),
        "",
    ),
    (rf"^(?:state|list|name|identify) (?:and|or) (?={_VERB}\b)", ""),
    (
        (
            rf"^(?:{_ADVERB} )*(?:{_VERB}|{_NOUN_OR_VERB})(?: (?:and|or) (?:{_VERB}|list|name))?"
            rf"(?: (?:{_ADVERB}|me|us|to me|to us|down|upon|on|about))*"
            r"(?: (?!vs\b|versus\b)|$)"
        ),
        "",
    ),
    (r"^what (?:do|can) you (?:know|say|tell (?:me|us)) about ", ""),
    (r"^(?:how|what) (?:would|do|can|could) (?:you|we|one) (?:define|describe|explain) ", ""),
    (
        (
            rf"(?: (?:{_ASIDE}|briefly|please|if any|explain|discuss|"
            r"justify(?: your answer)?|why or why not))+$"
        ),
        "",
    ),
    (r"['’]s\b", ""),
    # what is asked for
    (r"\bhow many\b", "count"),
    (rf"^(?:what {_BE} )?the (?:total )?number of\b", "count"),
    (r"\bhow come\b|\bfor (?:what|which) reason\b", "why"),
    (
        rf"^(?:what {_BE} )?(?:the )?(?:{_EMPTY_ADJECTIVE} )?reasons? (?:for|why|that|behind)\b",
        "why",
    ),
    (r"^(?:in )?(?:what|which) year\b", "when"),
    (
        (
            rf"^(?:what {_BE} )?(?:the )?(?:{_EMPTY_ADJECTIVE} )?"
            r"(?:differences?|distinctions?) (?:between|of)\b"
        ),
        "differ",
    ),
    (rf"^(?:how|in what way) {_DO} (.+?) differ(?: from)?\b", r"differ \1 and"),
    (r"^how (.+?) differs? from\b", r"differ \1 and"),
    (rf"^how {_BE} (.+?) different(?: from| to| than)?\b", r"differ \1 and"),
    (r"^(?:distinguish|differentiate|discriminate)(?: between)?\b", "differ"),
    (r"^compare(?: and contrast)?\b|^contrast\b", "differ"),
    (r"\b(?:vs|versus)\b\.?", "differ"),
    (rf"(?<=\w) what {_BE} the differences?(?: between them)?$", " differ"),
    (r"^(?:the )?workings? of (.+)$", r"how \1 work"),
    (r"\b(ways?|methods?|techniques?) (?:to|for) (?=\w)", r"\1 of "),
    (rf"^what {_BE} (.+?) (?:used|good|useful|needed) for\b", r"role of \1"),
    (rf"^what {_DO} (?:we|you|one|people) use (.+?) for\b", r"role of \1"),
    (rf"^what purpose {_DO} (.+?) serve\b", r"role of \1"),
    (rf"^what roles? {_DO} (.+?) play\b", r"role of \1"),
    (r"\b(?:roles?|functions?|purposes?|aims?) (?:of|played by)\b", "role of"),
    (rf"^why {_BE} (.+?) (?:so |very )?(?:important|significant)\b", r"importance of \1"),
    (rf"^what {_DO} (?:you|we|one|they) (?:understand|mean) (?:by|under)\b", ""),
    (rf"^what {_DO} (.+?) (?:mean|signify|stand for|refer to)\b", r"\1"),
    (rf"^what {_DO} (.+?) do\b", r"doing \1"),
    (rf"^who {_BE} the authors? of\b", "who wrote"),
    (rf"^who {_BE} the (\w+[eo]r) of\b", r"who \1"),
    (rf"^who {_DO}\b", "whom"),
    (r"\bby whom?\b", "who"),
    (r"\b(does|can|could|should|would|must) one\b", r"\1"),
    # what only leads to it
    (rf"^what (?:exactly |actually |really )?{_BE} (?:exactly |actually |really |meant by )?", ""),
    (rf"^(?:an? |the )?(?:(?:short|brief|clear|simple) )*{_THING} (?:of|on|about) ", ""),
    (
        (
            r"^ ?(?:the )?(?:concepts?|notions?|ideas?|phenomenon|meaning|process|basics) "
            r"(?:of|behind) (?=\w)"
        ),
        "",
    ),
    (
        (
            r"^ ?(?:the )?terms? (?=\w)(?!of\b|structure|premium|limit|sheet|paper|loan|insurance|"
            r"frequency|deposit)"
        ),
        "",
    ),
    (rf"\b(the|some|any|are|were|all) {_EMPTY_ADJECTIVE} (?=\w+s\b|\w+ (?:of|between)\b)", r"\1 "),
    (rf"^{_EMPTY_ADJECTIVE} (?=\w+s\b)", ""),
    (r"^ ?the name of (?=the\b)", ""),
    (r"\b(?:are|is) there\b|\bthere (?:are|is)\b|\bexists?\b", ""),
    (r"(?<=\w) if\b", " when"),
)

ENGLISH = Language(
    cues=words(
        "what is are the of how why when where who does do did which explain describe define list "
        "name an and or in to for can was were with from between difference"
    ),
    phrases=_PHRASES,
    dropped=words(
        "a an the this that these those some any such its it is are was were be been being am do "
        "does did have has had having can could will would shall should may might must you your "
        "we our us i me my they them their he she his her there here what which also so then just "
        "exactly actually really please etc usually typically called"
    ),
    kinds={
        **{kind: kind for kind in "how why when where who whom whose whether count".split()},
    },
    roles=words(
        "of in on at for to from by with about into onto than between among within during through "
        "via against per upon as"
    ),
    joints=words("and or nor"),
    negations=words("no not never none neither nor cannot without"),
    modals={
        "can": "can", "could": "can", "should": "should", "must": "must", "may": "may",
        "might": "may", "will": "will", "would": "will", "was": "past", "were": "past",
        "did": "past", "had": "past",
    },
    polar=re.compile(
        r"(?:is|are|was|were|do|does|did|can|could|will|would|should|must|may|might|has|have|had)\b"
    ),
    base=base_form,
)  # fmt: skip

REQUESTS = tuple(
    "explain describe define discuss elaborate illustrate outline summarize mention compare".split()
)
"""English requests, for a beginning that is one of them with a slip of the pen."""
