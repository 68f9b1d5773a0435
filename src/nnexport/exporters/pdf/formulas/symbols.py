"""TeX's commands for single signs, with the class by which TeX spaces them.

What is not here and not in :mod:`~nnexport.exporters.pdf.formulas.reading` is not known, and no
formula with it is set.

Source: The TeXbook, appendix F; the Comprehensive LaTeX Symbol List for amssymb and others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

ORD, OP, BIN, REL, OPEN, CLOSE, PUNCT, INNER = (
    "ord",
    "op",
    "bin",
    "rel",
    "open",
    "close",
    "punct",
    "inner",
)
"""Classes of atoms. Source: The TeXbook, chapter 17."""

_LETTERS = """
alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ
upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω digamma ϝ
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
varGamma 𝛤 varDelta 𝛥 varTheta 𝛩 varLambda 𝛬 varXi 𝛯 varPi 𝛱 varSigma 𝛴 varPhi 𝛷 varPsi 𝛹 varOmega 𝛺
Alpha Α Beta Β Epsilon Ε Zeta Ζ Eta Η Iota Ι Kappa Κ Mu Μ Nu Ν Omicron Ο Rho Ρ Tau Τ Chi Χ
imath 𝚤 jmath 𝚥 ell ℓ hbar ℏ hslash ℏ partial ∂ nabla ∇ Re ℜ Im ℑ wp ℘ aleph ℵ beth ℶ gimel ℷ
daleth ℸ eth ð mho ℧ complement ∁ Bbbk 𝕜
"""

_ORDINARY = """
infty ∞ emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠
measuredangle ∡ sphericalangle ∢ prime ′ backprime ‵ surd √ flat ♭ natural ♮ sharp ♯ clubsuit ♣
diamondsuit ♢ heartsuit ♡ spadesuit ♠ square □ Box □ blacksquare ■ lozenge ◊ Diamond ◇
blacklozenge ⧫ bigstar ★ triangle △ vartriangle △ triangledown ▽ blacktriangle ▲ blacktriangledown ▼
diagup ╱ diagdown ╲ degree ° checkmark ✓ maltese ✠ S § P ¶ dag † ddag ‡ copyright © pounds £ yen ¥
circledS Ⓢ circledR ® Vert ‖ | ‖ vert | backslash \\ % % # # $ $ & & _ _ cent ¢ euro € celsius ℃
"""

_BINARY = """
pm ± mp ∓ times × div ÷ ast ∗ star ⋆ circ ∘ bullet • cdot ⋅ centerdot ⋅ cap ∩ cup ∪ uplus ⊎ sqcap ⊓
sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ⧵ smallsetminus ∖ wr ≀ diamond ⋄ bigtriangleup △
bigtriangledown ▽ triangleleft ◁ triangleright ▷ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ bigcirc ◯
dagger † ddagger ‡ amalg ⨿ ltimes ⋉ rtimes ⋊ leftthreetimes ⋋ rightthreetimes ⋌ veebar ⊻ barwedge ⊼
curlyvee ⋎ curlywedge ⋏ Cap ⋒ Cup ⋓ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡ circledast ⊛
circledcirc ⊚ circleddash ⊝ divideontimes ⋇ dotplus ∔ intercal ⊺ doublebarwedge ⩞ And &
lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ gtrdot ⋗ lessdot ⋖
"""

_RELATIONS = """
leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ equiv ≡ sim ∼ simeq ≃ approx ≈ cong ≅ asymp ≍ doteq ≐ propto ∝
varpropto ∝ models ⊨ perp ⟂ mid ∣ parallel ∥ nmid ∤ nparallel ∦ prec ≺ succ ≻ preceq ⪯ succeq ⪰ ll ≪
gg ≫ lll ⋘ ggg ⋙ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈
nsupseteq ⊉ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ in ∈ notin ∉ ni ∋ owns ∋ vdash ⊢ dashv ⊣
vDash ⊨ Vdash ⊩ Vvdash ⊪ nvdash ⊬ nvDash ⊭ nVdash ⊮ nVDash ⊯ bowtie ⋈ Join ⋈ smile ⌣ frown ⌢
leqslant ⩽ geqslant ⩾ leqq ≦ geqq ≧ lesssim ≲ gtrsim ≳ lessgtr ≶ gtrless ≷ lessapprox ⪅ gtrapprox ⪆
nless ≮ ngtr ≯ nleq ≰ ngeq ≱ lneq ⪇ gneq ⪈ lneqq ≨ gneqq ≩ nsim ≁ ncong ≇ nprec ⊀ nsucc ⊁
preccurlyeq ≼ succcurlyeq ≽ precsim ≾ succsim ≿ approxeq ≊ thicksim ∼ thickapprox ≈ backsim ∽
eqsim ≂ bumpeq ≏ Bumpeq ≎ circeq ≗ triangleq ≜ doteqdot ≑ fallingdotseq ≒ risingdotseq ≓ eqcirc ≖
coloneqq ≔ eqqcolon ≕ coloneq ≔ Coloneqq ⩴ therefore ∴ because ∵ between ≬ pitchfork ⋔ Subset ⋐
Supset ⋑ subseteqq ⫅ supseteqq ⫆ lesseqgtr ⋚ gtreqless ⋛ lesseqqgtr ⪋ gtreqqless ⪌ npreceq ⋠
nsucceq ⋡ subsetneqq ⫋ supsetneqq ⫌ ntriangleleft ⋪ ntriangleright ⋫ sqsubsetneq ⋤ sqsupsetneq ⋥
trianglelefteq ⊴ trianglerighteq ⊵ vartriangleleft ⊲ vartriangleright ⊳ backepsilon ϶ lt < gt >
shortmid ∣ shortparallel ∥ to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒
Leftarrow ⇐ Leftrightarrow ⇔
implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼ longrightarrow ⟶ longleftarrow ⟵
longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ hookrightarrow ↪
hookleftarrow ↩ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽
rightleftharpoons ⇌ leftrightharpoons ⇋ rightleftarrows ⇄ leftrightarrows ⇆ rightrightarrows ⇉
leftleftarrows ⇇ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ nearrow ↗
searrow ↘ swarrow ↙ nwarrow ↖ leadsto ⇝ rightsquigarrow ⇝ leftrightsquigarrow ↭ nrightarrow ↛
nleftarrow ↚ nleftrightarrow ↮ nRightarrow ⇏ nLeftarrow ⇍ nLeftrightarrow ⇎ twoheadrightarrow ↠
twoheadleftarrow ↞ rightarrowtail ↣ leftarrowtail ↢ curvearrowright ↷ curvearrowleft ↶
circlearrowright ↻ circlearrowleft ↺ upuparrows ⇈ downdownarrows ⇊ upharpoonright ↾
upharpoonleft ↿ downharpoonright ⇂ downharpoonleft ⇃ restriction ↾ multimap ⊸ dashrightarrow ⇢
dashleftarrow ⇠ Rrightarrow ⇛ Lleftarrow ⇚ Lsh ↰ Rsh ↱ looparrowright ↬ looparrowleft ↫
"""

_OPERATORS = """
sum ∑ prod ∏ coprod ∐ bigcap ⋂ bigcup ⋃ bigsqcup ⨆ bigvee ⋁ bigwedge ⋀ bigodot ⨀ bigotimes ⨂
bigoplus ⨁ biguplus ⨄
"""

_INTEGRALS = """
int ∫ iint ∬ iiint ∭ iiiint ⨌ oint ∮ oiint ∯ oiiint ∰ intop ∫ smallint ∫
"""

_OPENING = """
lbrack [ lbrace { { { langle ⟨ lceil ⌈ lfloor ⌊ lvert | lVert ‖ lgroup ⟮ llbracket ⟦ ulcorner ⌜
llcorner ⌞ lparen ( lmoustache ⎰ lBrack ⟦ lAngle ⟪
"""

_CLOSING = """
rbrack ] rbrace } } } rangle ⟩ rceil ⌉ rfloor ⌋ rvert | rVert ‖ rgroup ⟯ rrbracket ⟧ urcorner ⌝
lrcorner ⌟ rparen ) rmoustache ⎱ rBrack ⟧ rAngle ⟫
"""

_PUNCTUATION = "colon : ldotp . cdotp ⋅"

_INNER = "ldots … cdots ⋯ ddots ⋱ dotsc … dotsb ⋯ dotsm ⋯ dotsi ⋯ dotso … mathellipsis …"

_ORDINARY_DOTS = "vdots ⋮"


def _pairs(table: str) -> Iterator[tuple[str, str]]:
    words = table.split()
    return zip(words[::2], words[1::2], strict=True)


def _read() -> Iterator[tuple[str, tuple[str, str]]]:
    for kind, table in (
        (ORD, _LETTERS + _ORDINARY + _ORDINARY_DOTS),
        (BIN, _BINARY),
        (REL, _RELATIONS),
        (OP, _OPERATORS + _INTEGRALS),
        (OPEN, _OPENING),
        (CLOSE, _CLOSING),
        (PUNCT, _PUNCTUATION),
        (INNER, _INNER),
    ):
        for name, character in _pairs(table):
            yield name, (character, kind)


SYMBOLS: Mapping[str, tuple[str, str]] = MappingProxyType(dict(_read()))
"""Command without its backslash → character and class."""

INTEGRALS = frozenset(character for _, character in _pairs(_INTEGRALS))
"""Their limits stand beside them."""

_CHARACTERS = {
    "-": ("−", BIN),
    "−": ("−", BIN),
    "*": ("∗", BIN),
    "+": ("+", BIN),
    "=": ("=", REL),
    "<": ("<", REL),
    ">": (">", REL),
    ":": (":", REL),
    "(": ("(", OPEN),
    "[": ("[", OPEN),
    ")": (")", CLOSE),
    "]": ("]", CLOSE),
    "!": ("!", CLOSE),
    "?": ("?", CLOSE),
    ",": (",", PUNCT),
    ";": (";", PUNCT),
    "…": ("…", INNER),
    "⋯": ("⋯", INNER),
    "·": ("⋅", BIN),
    "‖": ("‖", ORD),
    "→": ("→", REL),
    ".": (".", ORD),
}


def _by_character() -> dict[str, tuple[str, str]]:
    known: dict[str, tuple[str, str]] = {}
    for character, kind in SYMBOLS.values():
        known.setdefault(character, (character, kind))
    return known | _CHARACTERS


CHARACTERS: Mapping[str, tuple[str, str]] = MappingProxyType(_by_character())
"""Character as it is typed → as it is set, and class; one that is not here is ordinary."""

FUNCTIONS = frozenset(
    """arccos arcsin arctan arg cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan
    tanh arctg tg ctg cosec sh ch th cth cotg arcctg sgn""".split()
)
"""Names that are set upright; what is below them stands beside them."""

LIMITED = MappingProxyType(
    {name: name for name in "det gcd inf lim max min Pr sup argmax argmin plim".split()}
    | {
        "liminf": "lim inf",
        "limsup": "lim sup",
        "injlim": "inj lim",
        "projlim": "proj lim",
        "argmax": "arg max",
        "argmin": "arg min",
    }
)
"""The same with limits below them."""

DELIMITERS: Mapping[str, str] = MappingProxyType(
    {
        **{character: character for character in "()[]|/‖⟨⟩⌈⌉⌊⌋"},
        "<": "⟨",
        ">": "⟩",
        ".": "",
        **{
            "\\" + name: SYMBOLS[name][0]
            for name in """lbrack rbrack lbrace rbrace { } langle rangle lceil rceil lfloor rfloor
            lvert rvert lVert rVert vert Vert | backslash lgroup rgroup llbracket rrbracket
            ulcorner urcorner llcorner lrcorner lmoustache rmoustache lparen rparen lBrack rBrack
            lAngle rAngle uparrow downarrow updownarrow Uparrow Downarrow Updownarrow""".split()
        },
        "\\lt": "⟨",
        "\\gt": "⟩",
    }
)
"""What may stand after ``\\left``, ``\\right``, ``\\middle`` and ``\\big`` → its character."""

SPACES: Mapping[str, float] = MappingProxyType(
    {
        ",": 3 / 18,
        "thinspace": 3 / 18,
        ":": 4 / 18,
        ">": 4 / 18,
        "medspace": 4 / 18,
        ";": 5 / 18,
        "thickspace": 5 / 18,
        "!": -3 / 18,
        "negthinspace": -3 / 18,
        "negmedspace": -4 / 18,
        "negthickspace": -5 / 18,
        " ": 0.25,
        "space": 0.25,
        "nobreakspace": 0.25,
        "enspace": 0.5,
        "enskip": 0.5,
        "quad": 1.0,
        "qquad": 2.0,
    }
)
"""Command → space, for size 1."""

ACCENTS: Mapping[str, str] = MappingProxyType(
    {
        "hat": "\u0302",
        "check": "\u030c",
        "tilde": "\u0303",
        "acute": "\u0301",
        "grave": "\u0300",
        "dot": "\u0307",
        "ddot": "\u0308",
        "dddot": "\u20db",
        "ddddot": "\u20dc",
        "breve": "\u0306",
        "bar": "\u0304",
        "vec": "\u20d7",
        "mathring": "\u030a",
    }
)
WIDE_ACCENTS: Mapping[str, str] = MappingProxyType(
    {"widehat": "\u0302", "widetilde": "\u0303", "widecheck": "\u030c"}
)
OVER: Mapping[str, str] = MappingProxyType(
    {
        "overrightarrow": "→",
        "overleftarrow": "←",
        "overleftrightarrow": "↔",
        "overbrace": "⏞",
        "overbracket": "⎴",
        "overparen": "⏜",
        "overgroup": "⏠",
    }
)
UNDER: Mapping[str, str] = MappingProxyType(
    {
        "underrightarrow": "→",
        "underleftarrow": "←",
        "underleftrightarrow": "↔",
        "underbrace": "⏟",
        "underbracket": "⎵",
        "underparen": "⏝",
        "undergroup": "⏡",
    }
)
"""Signs as wide as what they stand over or under."""

ARROWS: Mapping[str, str] = MappingProxyType(
    {
        "xrightarrow": "→",
        "xleftarrow": "←",
        "xleftrightarrow": "↔",
        "xRightarrow": "⇒",
        "xLeftarrow": "⇐",
        "xLeftrightarrow": "⇔",
        "xmapsto": "↦",
        "xhookrightarrow": "↪",
        "xhookleftarrow": "↩",
        "xrightharpoonup": "⇀",
        "xrightharpoondown": "⇁",
        "xleftharpoonup": "↼",
        "xleftharpoondown": "↽",
        "xrightleftharpoons": "⇌",
        "xleftrightharpoons": "⇋",
        "xtwoheadrightarrow": "↠",
        "xtwoheadleftarrow": "↞",
        "xlongequal": "=",
        "xtofrom": "⇄",
    }
)
"""Arrows as long as what is written over and under them."""
