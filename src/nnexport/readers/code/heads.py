"""The shapes of lines of code by the word they begin with, each with its weight in log odds.

Strings are ``""`` and the comment at the end is gone when these are matched, from the first
visible character on. Every repetition is bounded by the caller, who looks at 300 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nnexport.readers.code.dialects import DIALECTS

Shape = tuple[re.Pattern[str], float]


def table_rows(table: str) -> Iterator[str]:
    """Yield the rows of a table; a line that begins with blanks goes on with the row above."""
    row = ""
    for line in table.strip().splitlines():
        if not line.startswith(" "):
            if row:
                yield row
            row = line
        elif row.startswith("@"):
            row += " " + line.strip()
        else:
            row += line.lstrip()
    yield row


_TABLE = r"""
@ import
6.3 import [\w.*{}]+(?: as \w+)?(?:, ?[\w.]+(?: as \w+)?)*;?$
5.5 import (?:static [\w.*]+;|.*\bfrom ""|""|[{(*].*|\w+ "")
5.5 import (?:qualified )?[A-Z][\w.]+(?: \(.*| as \w+)$
@ from
6 from [\w.]+ import (?:[\w*]+(?: as \w+)?(?:, ?[\w*]+(?: as \w+)?)*|\(.*)\\?$
1.2 from \w+(?:\.\w+)*(?: (?:as )?\w{1,3})?(?: (?:where|join|inner|left|order|group) .*)?;?$
@ def
5 def \w+[?!]?\s?(?:\[\w+\])?\(.*\)(?:\s*(?:->|:).*)?:?\s*=?\s*\{?.*$
3 def (?:self\.)?\w+[?!]?$
3.5 def \w+.*[:({=,]\s*$
@ class
5 class \w+(?:<.*>)?(?:\(.*\))?\s*:?.{0,100}[{;]$|class \w+\(.*\):?\s*(?:pass)?$
4 class \w+:\s*(?:pass)?$
3.5 class \w+(?:<[\w, ]+>)? ?(?:extends|implements|<|:) ?\w+.{0,60}$
2 class \w+$
@ function
4.5 function\s*\*?\s*[\w.:]*\s*\(.*$
5 function (?:\[[\w, ~]+\]|\w+)\s*=\s*\w+.*$
2 function \w+ ?\{?$
@ for
3 for\s*\(.*[;:]?.*\)?.*$
4.5 for (?:\w+|\(\w+, ?\w+\))(?:, ?\w+)* in .+(?::|;? do| \{)(?:\s.{0,40})?$
3 for \w+ ?(?:=|:=|←|<-) ?.+$
5 for (?:_, )?\w+(?:, \w+)? := .+$
3.5 for .{0,80}\{$
1.2 for (?:each )?\w+ (?:in|to|from) [\w.()\[\]]+(?: do)?$
@ if
3 if\s*\(.+\)\s*(?:\{.*|:|then|.{0,60}[;{])?$
4 if \[\[? .+
4 if not [\w.\[\]()]+(?: in [\w.]+)?:$
2.8 if .+:(?:\s\S.{0,40})?$
2.5 if .+ then$
3.2 if .+\{$
2 if [\w.]+\s*(?:==|!=|<=?|>=?|&&)\s*\S+$
@ while
3.2 while\s*\(.+\)\s*(?:\{.*|;|:)?$
3 while .+:$
2.5 while .+(?: do|;)$
3.2 while .+\{$
@ with
5 with .+ as \w+(?:, .*)?:$
4.5 with \w+ as \($
4 with [\w.]+\(.*\):$
@ switch
2.5 switch\s*\(?.+\)?\s*\{?$
@ match
4 match [\w.&()]+\s*[:{]$
@ case
2.8 case .{1,60}(?::|=>|->|\))(?:\s.*)?$
1 case \w+$|case$
@ when
3 when\s*\(?.{0,60}\)?\s*(?:\{|->.*)$
3 when .{1,60} then .{1,40}$
@ catch
3 catch\s*(?:\(.*\))?\s*\{?$
@ except
4.5 except(?: [\w.(), ]{1,60}(?: as \w+)?)?:(?:\s.*)?$
@ elif
4.5 elif .+(?::|; then)$
2 elif\b.*
@ elsif
3.5 elsif\b.*
@ elseif
3.5 elseif\b.*
@ unless
1.5 unless [\w.?]+(?: \S+){0,2}$
@ return
2.5 return;?$
3.5 return .*[;({\[]$
2.2 return (?:not |new |await )?[\w.\[\]"-]+(?:\(.*\)\S*)?$
2.5 return .*[\])"}]$
2.5 return [^.?!]{1,80}(?:==|!=|<=|>=|&&|\|\||[-+*/%<>]| if | and | or )[^?!]*$
2 return \w+(?:, ?[\w.]+)+$
@ let
5 let (?:mut )?[\w{\[($][^=]{0,60}=.*$
4 let (?:mut )?[\w, ]+;$|let \w+: .*$
@ try
4 try(?:\s*\(.*\))?\s*[:{]$
1.2 try$
@ else
4 else(?: ?if\b.*)?\s*[:{]$
3.5 else if ?\(.*
2 else$
1.5 else\s+[\w.]+(?:\(.*\)|\s*=.*)?;?$
@ finally
4 finally\s*[:{]$
@ package
4.5 package [a-z][\w.]*;?$
@ namespace
4 namespace [\w.:\\]+\s*[;{]?$
@ module
2.5 module [\w.:]+(?:\s*\(.*|\s*[{;]| where)?$
@ using
5.5 using (?:namespace |static )?[\w.:= <>]+;$
4 using\s*\(.*\)
@ use
4.5 use [\w:\\{}, *]+(?: as \w+)?;$
4 use (?:strict|warnings)
@ require
5 require(?:_relative|_once)?\s*\(?\s*"".*
@ require_relative
5.5 require_relative ""
@ include
3 include\s*\(?\s*(?:""|<\w|[A-Z]\w+$)
@ raise
3 raise$|raise [A-Z]\w+.*$
@ throw
4 throw new .*|throw \w.{0,80};$
@ print
4 print\s*\(.*\)?[;,]?$
3.5 print f?"".*$
1.5 print \w[\w.\[\]]*(?:\(.*\))?(?:, ?[\w."\[\]]+)*;?$
@ println
4 println[!(\s].*
@ echo
4.5 echo (?:-[ne] )?["$\\].*$
2 echo [\w.]+(?: [>|] ?\S+)?;?$
@ puts
3 puts [\w"@\[(:.#]+.{0,80}$
@ global
2.5 global \w+(?:, ?\w+)*;?$
@ nonlocal
3.5 nonlocal \w+(?:, ?\w+)*$
@ del
2.5 del [\w.]+(?:\[.*\])?$
@ assert
3 assert .*(?:==|\(|!=| is | in | not |<|>).*
@ yield
2 yield(?: from)? [\w."(]+.{0,40}$
1.5 yield;?$
@ await
4 await [\w.]+\(.*
@ async
5 async (?:def|function|with|for|fn|\(|\w+ =>).*
4.5 async \w+\(.*\{$
@ lambda
3.5 lambda [\w, ]*:.*
@ fn
5 fn \w+.*[({].*
@ func
5 func (?:\(\w+ [*\w]+\) )?\w*(?:\[.*\])?\(.*
@ fun
5 fun (?:<\w+> )?(?:\w+\.)?\w+\(.*
@ impl
4.5 impl(?:<.*>)? [\w<>:]+(?: for [\w<>]+)?.*\{?$
@ typedef
4.5 typedef .+
@ template
4.5 template\s*<.*
@ do
2 do\s*\{?$
@ end
2.2 end[;.)]?$|end (?:if|while|for|loop|do|function|sub|case|process)\b;?$
@ begin
1.5 begin$
@ alias
4.5 alias \w+=.*
@ set
3 set -[a-z]+$|set \w+ ?=.*
1.5 set [\w.\[\]]+ to [\w.\[\]"+-]+$
@ goto
2.5 goto \w+;?$
@ new
2.5 new \w+(?:<.*>)?\(.*
@ delete
3.5 delete (?:\[\] ?)?\w+;$
3.5 delete from \w+.*
@ sub
4.5 sub \w+ ?\{.*
@ local
4 local (?:function \w+|[\w, ]+ ?=).*
@ my
5 my [$@%(].*
@ Dim
4.5 Dim \w+.*
@ End
4 End (?:Sub|Function|If|While|Select|Class|Module|With)$
@ Sub
4.5 Sub \w+\(.*
@ Function
3 Function \w+\(.*\)(?: As \w+)?$
@ If
3 If .+ Then$
@ Next
1.5 Next(?: \w)?$
@ For
3.5 For (?:Each )?\w+ (?:= .+ To|In) .+$
@ select
4 select .+ from [\w.]+.*;?$
1.5 select (?:distinct )?(?:\*|[\w.()*]+(?:, ?[\w.()* ]+)*)[,;]?$
@ insert
4 insert into \w+.*
@ update
4.5 update \w+ set .+
@ create
3.5 create (?:or replace )?(?:table|view|index|database|procedure|trigger) \w+.*
@ drop
4.5 drop (?:table|view|index|database) .+;$
@ where
2.5 where [\w.]+ ?(?:=|<|>|in\b|like\b|is\b|between\b).*
@ order
2.5 order by [\w.]+(?:,? [\w.]+)*;?$
@ group
2.5 group by [\w.]+(?:, ?[\w.]+)*;?$
@ join
3.5 join [\w.]+(?: (?:as )?\w+)? on .+
@ syntax
5 syntax = "";
@ type
4.5 type [A-Z]?\w+(?:<.*>)? (?:=|struct|interface|func).*
@ struct
4.5 struct \w+(?:<.*>)?\s*\{.*|struct \w+(?: \*?\w+)?;|struct \w+:$
1.5 struct \w+$
@ enum
4.5 enum (?:class )?\w+.*\{.*
1.5 enum \w+$
@ interface
4.5 interface \w+.*\{.*
1.2 interface \w+$
@ trait
4.5 trait \w+.*\{.*
@ object
4 object \w+.*\{$
@ data
4 data (?:class )?[A-Z]\w+.*[=({].*
@ instance
4 instance \w+ .* where$
@ defer
4.5 defer \S.*\)$
@ go
4.5 go (?:func\(.*|[\w.]+\(.*\))$
@ defmodule
6 defmodule [\w.]+ do$
@ server
4 server\s*\{$
@ location
4.5 location .*\{$
@ Algorithm
2 Algorithm:? \w+\(.*\)$
@ Procedure
2.5 Procedure \w+\(.*\)$
@ procedure
2.5 procedure \w+\s*(?:\(.*\))?;?$
@ program
4 program \w+;$
@ repeat
1.2 repeat$
@ until
2 until .{1,60}(?:[;<>=]|\)$).*
@ section
2.5 section \.?\w+$
"""
"""Words after ``@``; below them what lines that begin so look like, with weights."""


def _heads() -> Mapping[str, tuple[Shape, ...]]:
    found: dict[str, tuple[Shape, ...]] = {}
    words: list[str] = []
    for row in (*table_rows(_TABLE), *table_rows(DIALECTS)):
        first, _, rest = row.partition(" ")
        if first == "@":
            words = rest.split()
            continue
        shape = (re.compile(rest), float(first))
        for word in words:
            found[word] = (*found.get(word, ()), shape)
    return found


HEADS = _heads()
"""Shapes by the first word of a line; the strongest that fits counts."""
