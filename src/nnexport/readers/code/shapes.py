"""The shapes that any line of code may have, each with its weight in log odds.

They are matched like those of ``code_heads``: strings are ``""``, comments are gone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from nnexport.readers.code.heads import Shape, table_rows

_TABLE = r"""
$# 5.6 (?:\[?[\w.-]+@[\w.-]+[^$#]{0,40}[$#]|\$|\(\w+\) ?\$) +[\w./~"(].*$
> 6 >>>(?: .*)?$
[ 6 (?:In|Out) ?\[\d*\]: ?.*$
> 6 (?:PS )?[A-Z]:\\[^>]{0,80}> ?.*$
> 5.6 (?:mysql|sqlite|mongo|redis|ghci|irb|scala|MariaDB|SQL|jshell|node
    |test)[\w:.() \[\]\d-]{0,30}> ?\S.*$
# 5.6 \w+[=-][#>] .*$
. 1.5 \.\.\. +\S.*$|\.\.\.$
} 2.5 [})\]]*\}[})\];,]*$
)] 1.8 [)\]]+[;,]?$
{ 2 \{$|[({\[]+$
[ 1.5 \[$
} 4.5 \}\s*(?:else|catch|finally|while|elseif|else if)\b.*$
} 2.5 \}\)?[,;]?\s*\S{1,40}.*[;{(]$
{ 3 .*(?:\)|\w|=|>|\]|&|")\s*\{(?:\s*\|[\w, ]+\|)?$
{ 2 .*\(.*\).*\{.*\}?[;,]?$
; 2 [\w.$>*&\[\]:-]+(?:\(.*\)|\[.*\]|\+\+|--)?;$
; 2.8 .*[=()\[\]{}<>+*/"].*;$
; 1.5 .*(?:\)|"|\]);$
; 1.5 [\w<>]+ \*?\w+(?:, ?\*?\w+)*;$
( 3.2 (?:await |new |!)?[\w$@]+(?:(?:\.|->|::)[\w$!?]+)+\(.*\)?.*[),;({\[\]]$
( 2 [A-Za-z_$][\w$]{2,}!?\([^)]*["=,.\d\[(\w].*\)[;,]?$
( 1 [A-Za-z_$][\w$]*!?\(\)[;,]?$
( 2.2 [\w.$]{3,}\($|\w+\(.*,$
. 2.2 [.?]{1,2}\w+(?:\(.*|[;,]?$)
) 1 .*\)\)+[;,:]?$
= 3.6 [A-Za-z_$@][\w.$@]*(?:\[.*\])?(?:, ?[\w.$]+)*\s*(?:[-+*/%&|^]|<<|>>|\*\*|//|\|\||&&
    |\?\?)=\s*\S.*$
= 2.6 [A-Za-z_$@][\w.$@]{1,60}(?:\[.*\])?(?:, ?[\w.$]+)*(?:: ?[\w\[\], .|]+)?\s*=\s*(?:f|r
    |b)?(?:-?\d[\w.]*|""|[\[{(].*|(?:True|False|None|null|nil|true|false|undefined|NULL)\b
    |new \w.*).*$
= 1.5 [A-Za-z_]\s*=\s*(?:f|r|b)?(?:-?\d[\w.]*|""|[\[{(].*|(?:True|False|None|null|nil|true|false
    |undefined|NULL)\b|new \w.*).*$
= 2.8 [A-Za-z_$@][\w.$@]*(?:\[.*\])?(?:, ?[\w.$]+)*(?:: ?[\w\[\], .
    |]+)?\s*=\s*[\w.$:@]*[a-z]\w+[(\[].*$
= 2 [A-Za-z_$@]+[._]\w[\w.$@]*(?:\[.*\])?\s*=\s*[^=\s].*$
= 2.2 [A-Za-z_$@][\w.$@]*\[.*\]\s*=\s*[^=\s].*$
= 0.8 [A-Za-z_]\w*\s*=\s*[^=\s][^.?!]*$
: 2.8 \w+(?:, ?\w+)*\s*:=\s*\S.*$
< 3 [\w.$]+\s*<-\s*\S.*$
← 2.8 [\w.\[\]]+\s*←\s*\S.*$
$ 4.5 \$\w+(?:->\w+|\[.*\])*\s*(?:[-+.*/]?=|->|\().*$
$ 2 \$\{?\w+.*[;)]$
= 2.5 [A-Z][A-Z0-9_]+=\S*$
= 2 (?:const|var|let|val|auto)\s.*=
[({ 4.2 .*[\[({].* for \w+(?:, ?\w+)* in .*[\])}].*
= 3.5 [a-z]\w*(?: (?:\[\]|\([\w:, ]+\)|_))+ = .+
- 3.5 .*\b(?:Get|Set|New|Remove|Write|Import|Export|Start|Stop|Invoke|Where|ForEach|Sort
    |Select)-[A-Z]\w+\b.*
( 4.4 (?:printf|System\.out\.print\w*|console\.\w+|print|println!?|fmt\.\w+
    |Console\.\w+)\s?\(.*\);?$
=&|! 1.5 .*(?:\w|\)|\]|")\s*(?:==|!=|===|&&|\|\||<=|>=)\s*[\w"(!\[$-].*$
+- 1.8 .*\w(?:\+\+|--)(?:[;)\]]|$).*
> 1.2 .*(?:\)|\w|\}) ?=> ?[{(\w\[].*$
> 1.5 .*\w->\w+.*
: 1.5 .*\w::\w.*
|% 3 .*(?:%>%|\|>|<\$>)
< 1.2 .*(?:<<|>>)\s*(?:""|\w).*
[ 0.8 .*\w\[[\w"+:, -]+\](?:\W.*)?$
\ 0.8 .*\\$
> 6 <!DOCTYPE\b.*|<\?xml\b.*|\?>$
< 6 <\?php\b.*
< 3.5 </?[A-Za-z][\w:.-]*(?:\s+[\w:@#*().-]+(?:\s*=\s*(?:""|\{.*\}
    |[\w./-]+))?)*\s*/?>(?:.*</[\w:.-]+>|\{.*)?$
< 3.5 <[A-Za-z][\w:.-]*(?:\s+[\w:@#*.-]+=(?:""|\{.*\}))+.*$
< 2 <[A-Z]?[a-z][\w.]*$
< 2 .*</\w+>[,;)]*$
= 2.2 [\w:@-]+=(?:""|\{.*\})\s*/?>?$
: 4 ""\s*:\s*(?:""|[\[{].*|-?\d[\d.eE+-]*|true|false|null)\s*,?$
: 1.2 \w+\s*:\s*(?:""|[\[{].*|-?\d[\d.]*|true|false|null|\w+\(.*\)|function.*|\(.*|async.*),?$
: 1.2 [\w$]+\??\s*:\s*[\w.$<>\[\]|() ]{1,40},$
" 1.5 [\[{(]?\s*""(?:, ?"")*\s*[\])}]?,$
[{ 1.5 [\[{].*[\]}][,;]?$
: 3.2 --?[a-z][\w-]*\s*:\s*[^;]{1,80};$|[a-z-]+\s*:\s*[^;:]{1,80};$
{ 2 (?:[.#*]?[a-zA-Z][\w-]*(?:[:\[.#>~+ ,][\w\-:()\[\]=".#>~+ *]*)?|@\w+[^{]*)\s*\{.*$
[ 1 \[[\w."-]{3,}\]$
= 0.6 [a-z][\w.-]*\s?=\s?[\w./:"-]+$
: 0.9 [a-z][\w.-]*:(?: ?[|>][-+]?)?$
: 0.4 [a-z][\w.-]{0,40}: [\w./:"'@${}\[\]-]+$
: 0.3 ---$
@ 3.2 @\w[\w.]*\(.*\)?$
@ 1.6 @[A-Za-z][\w.]*$
- 2.6 [a-z][\w.-]*(?: [\w./:@=-]+){0,6} --[a-z][\w-]+(?:[ =].*)?$
: 0 \.?[A-Za-z_]\w*:$
. 3.5 \.(?:section|globl|global|data|text|asciiz?|word|byte|align)\b.*$
: 3.5 [A-Za-z_.]\w*:\s+(?:\.\w+ .*|db .*|dd .*|dw .*)$
( 4 \((?:define|defun|let|setq|print|display|lambda|if|cond|defn|ns|car|cdr)\b.*
: 4 \w+ :: .*(?:->|[A-Z]).*$
$ 2.5 \$\(.*\)|\t\$[(@].*
= 1.2 [A-Z]+\s*[:?+]?=\s*(?:\$\(|-|\w+$).*
% 1 .*%[dsfci](?:\W.*)?".*
| 3 .*(?:\||;)\s*(?:grep|awk|sed|sort|wc|head|tail|xargs|uniq|tee)\b.*$
./ 2 (?:\./|~/|/usr/|/etc/)[\w./-]+(?: -{1,2}[\w-]+.*)?$
< 6 #include ?[<"].*
+ 3.5 \+[-=]{2,}[-=+]*\+$
| 1.2 \|.*\|$
|+/\<>=- 0.6 (?=[^\w]*[|+/\\<>-])[\s|+/\\_<>v^=*o.-]{3,}$
│─┌┐└┘├┤┬┴┼═║╔╗╚╝ 3.5 .*[\u2500-\u257f].*[\u2500-\u257f].*|[\u2500-\u257f].*
"""
"""Signs of which a line must have one, the weight of the shape, and the shape.

In this order: prompts; braces; statements with a semicolon; calls; assignments; operators that
prose does not have; markup, data and settings; drawings.
"""


def _shapes() -> list[tuple[frozenset[str], re.Pattern[str], float]]:
    rows = [row.split(" ", 2) for row in table_rows(_TABLE)]
    shapes = [(frozenset(row[0]), re.compile(row[2]), float(row[1])) for row in rows]
    return sorted(shapes, key=lambda shape: -shape[2])


_SHAPES = _shapes()
SIGNS: frozenset[str] = frozenset().union(*(signs for signs, _, _ in _SHAPES))
"""The signs that the shapes of any line are looked up by."""


@lru_cache(maxsize=4096)
def shapes_for(signs: frozenset[str]) -> tuple[Shape, ...]:
    """Return the shapes that a line with these signs may have, the strongest first."""
    return tuple((pattern, weight) for wanted, pattern, weight in _SHAPES if wanted & signs)
