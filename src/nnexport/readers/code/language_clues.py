"""What gives a language away: words and shapes of its lines, by Pygments alias."""

from __future__ import annotations

CLUES = r"""
@ python
2 ^\s*(?:async )?def \w+\(.*\).*:
1.5 ^\s*(?:elif .*|except.*|else|try|finally|if __name__ .*):\s*(?:#.*)?$
1.2 ^\s*(?:if|for|while|with|class)\b[^;{]*[^;{(]:\s*(?:#.*)?$
2.5 ^\s*from [\w.]+ import |^\s*import \w[\w.]*(?: as \w+)?(?:, \w+)*\s*$
1 \bself\.\w|\b(?:None|True|False)\b|__\w+__|\blambda \w+(?:, ?\w+)*:
0.8 ^\s*print\(.*\)\s*(?:#.*)?$|^\s*print ["\w]
1 \b(?:len|range|enumerate|isinstance|str|dict|sorted|zip)\(|\bnot in\b|\[\w+ for \w+ in
0.5 ^\s*(?:@\w+|raise \w+|pass|\w+ = \w.*  #|yield \w+|return\b.*[^;])\s*$|"{3}
0.6 ^\s*[a-z_]\w* = [\[{(\d"'][^;]*[^;]$|\bf"|\b(?:np|pd|plt|tf|nn|torch)\.\w
@ java
3 \bpublic static void main\s*\(\s*String|System\.(?:out|err|in)\b
3 \bimport (?:static )?(?:java|javax|org|com)\.[\w.*]+;
1 \b(?:public|private|protected)\s+(?:(?:static|final|abstract|synchronized)\s+)*(?:class
    |interface|enum|void|int|boolean|String|double|long|float|char|\w+(?:<\w+>)?)\s+\w+
1 \b(?:extends|implements|throws|instanceof|synchronized|super)\b|@Override|\bfinal \w+ \w+
1.2 \bString\b(?:\[\])? \w+|\b(?:ArrayList|HashMap|List|Map|Set)<|\bboolean\b|\.equals\(
1.5 \bcatch \(\w*Exception\b|\bnew Thread\(|\bThread\.|\bInteger\.|\.printStackTrace
0.6 ^\s*(?:int|double|long|float|char) \w+(?:\[\])? ?[=;]
1.2 \w+(?:<.*>)? \w+ = new \w+(?:<.*>)?[(\[]|^\s*\w+\[\] \w+ = [{\w]
-2 \b(?:const|let|var) [\w{\[]+ =|\bfunction\b|===|\bconsole\.log
@ c
4 #include ?<(?:std(?:io|lib|int|bool)|string|math|ctype|unistd|pthread|assert|time|errno
    |sys/\w+)\.h>
1.6 \b(?:printf|scanf|malloc|free|sizeof|strcpy|strlen|memset|calloc|fopen|fgets|puts)\s*\(
1 \bint main\s*\(|\bstruct \w+ ?\*?\s*\w*|\bunsigned\b|\bNULL\b|\btypedef\b
0.8 ^\s*(?:static |const )?(?:int|char|void|float|double|long|short|size_t|uint\d+_t)\s*\*?\s*\w+
0.8 \w->\w|&\w+\[|^#\s*(?:define|include|ifn?def|pragma)\b
1.2 \b(?:int|char|void|float|double) ?\*+ ?\w+|\bprintf\("[^"]*%[sdcfuxl]
-2 \b(?:const|let|var) [\w{\[]+ =|\bfunction\b|===|\bSystem\.|\bfmt\.
@ cpp
5 #include ?<(?:iostream|vector|string|map|algorithm|memory|set|thread|queue|stack|utility
    |functional|unordered_map|fstream|sstream)>
3 \bstd::|\b(?:cout|cin|cerr)\s*(?:<<|>>)|\busing namespace\b|\bendl\b
2 \btemplate ?<|\bvector<|\bconst \w+ ?&|\bvirtual\b|\bnullptr\b|\w::~?\w+\(|\bdelete(?:\[\])? \w
1.5 ^\s*(?:public|private|protected):\s*$|\boperator\s?[=+\-*<>]|\bint main\(|~\w+\(\)
0.6 ^\s*(?:int|char|void|float|double|bool|auto)\s*[*&]?\s*\w+
1.2 \b(?:unique_ptr|shared_ptr|make_unique|static_cast|constexpr|override)\b|\bclass \w+ \{?$
2 \bclass \w+ : public \w+|\[[&=]?\]\s?\(
@ csharp
3 \bConsole\.(?:Write|Read)|^\s*using System|\busing \w+(?:\.\w+)+;|\bnamespace \w+
2 \{ ?get;|\bstring\.|\bstring\b \w+|\bvar \w+ = new\b|\basync Task\b|\bpublic override\b
2 \bforeach ?\(|\b(?:List|Dictionary|IEnumerable|Func|Action|Task)<|\bstatic void Main\(
1 \bpublic (?:class|void|int|string|static|async|virtual|override)\b|\$"|\bsealed\b|\bdelegate\b
1.5 \bpublic (?:class|interface) \w+ : \w+|\.(?:Where|Select|ToList|FirstOrDefault|Add)\(
    |\binternal\b
@ javascript
3 \bconsole\.(?:log|error|warn)\(|\bdocument\.\w+|\bwindow\.\w+|\baddEventListener\(
1.2 (?:^|\s)(?:const|let|var) [\w{\[$][^=:]*= ?(?!\\)
1.2 =>\s*[{(\w\[`]|\bfunction\s*\w*\s*\([\w, {}=]*\)\s*\{|\basync \(|\bawait \w
1.5 ===|!==|\bundefined\b|\btypeof \w|\bmodule\.exports\b|\brequire\(['"]|\bJSON\.
2 ^\s*(?:import .* from ['"]|export (?:default|const|function)|import ['"])
1 \.(?:then|catch|map|filter|forEach|reduce|push|slice|querySelector)\(|\bnew Promise\b
    |`[^`]*\$\{
2 \buse(?:State|Effect|Ref|Memo|Callback)\(|className=|\bsetTimeout\(|\bPromise\.
1.4 \bconstructor\(|^\s*class \w+(?: extends [\w.]+)? \{|=\{[\w(]|^\s*return \($|\bfunction \w+\(
0.5 \bnew (?:Set|Map|Array|Date|Object|Error|Boolean|Number|String)\(|\bthis\.\w
@ typescript
2.4 \b\w+\??: ?(?:string|number|boolean|any|void|unknown|never)\b(?:\[\])?(?! *["'])
2.5 ^\s*(?:export )?(?:interface \w+(?:<.*>)? (?:extends \w+ )?\{|type \w+(?:<.*>)? =|enum \w+ \{
    |declare )
2 \b(?:readonly|keyof|as const|implements|private|public) \w+: ?|\bas (?:string|number|any)\b
    |\w<T>\(
2 (?:^|\s)(?:const|let) \w+: ?\w|\bimport type\b|<(?:string|number|boolean|T)(?:\[\])?>
0.8 (?:^|\s)(?:const|let|var) [\w{\[$][^=:]*=|=>\s*[{(\w\[]|console\.log\(|===
@ sql
3 (?i)^\s*select\b.*\bfrom\b|^\s*(?:insert into|delete from|create (?:or replace )?(?:table|view
    |index|database|procedure|unique)|alter table|drop (?:table|index|view)|update \w+ set)\b
1.6 ^\s*(?:SELECT|FROM|WHERE|GROUP BY|ORDER BY|HAVING|VALUES|(?:LEFT |RIGHT |INNER[ ]
    |FULL )?(?:OUTER )?JOIN|UNION|WITH \w+ AS|LIMIT|UPDATE \w+|SET \w+ =)\b
1 (?i)^\s*(?:select|from \w+|where .*(?:=|<|>| in | like )|group by|order by|inner join
    |left join)\b.*$
1.5 \b(?:VARCHAR|PRIMARY KEY|NOT NULL|FOREIGN KEY|COUNT\(|PARTITION BY|DISTINCT|REFERENCES)\b
@ bash
6 ^#!.*\b(?:ba|z)?sh\b
2 ^\s*(?:sudo|git|docker|kubectl|npm|npx|yarn|pip3?|apt(?:-get)?|cd|ls|mkdir|rm|cp|mv|chmod
    |chown|curl|wget|ssh|scp|tar|export|source|systemctl|brew|grep|find|make|cat|touch|helm
    |terraform|ansible\S*|conda|gcc|java|javac|python3?|node|go|cargo|dotnet|mvn|aws|ps|kill|tail
    |xz|\./\S+)\b(?! ?[=(:{]| is\b)(?:$| [^=;{(]*$| .*(?:\||--?\w|&&|>).*)
2 ^\s*(?:if \[|fi$|done$|esac$|then$|elif \[)|; (?:then|do)\s*$|\[\[ |\becho ["$\w-]
1 \$\{?\w+\}?.*"|\$\(\w|\$[@#?*1-9]\b|\s\| (?:grep|awk|sed|wc|sort|xargs|head|tail)\b|2>&1|>>? /
1.5 ^[A-Z_]+=\S*$|^for \w+ in .*; do|^\w+\(\) \{$|^while read\b
@ html
5 (?i)<!DOCTYPE html|<html\b
1.2 <(?:div|p|span|a|ul|ol|li|h[1-6]|body|head|table|tr|td|th|form|input|button|img|script|style
    |link|meta|label|section|nav|header|footer|article|main|title|select|option|video|textarea|br
    |hr)\b[^<>]*>
-2 \b(?:const|let|var) [\w{\[]+ =|=>|\bfunction \w+\(|^\s*(?:import|export) |className=
0.8 </(?:div|p|span|a|ul|ol|li|h[1-6]|body|head|html|table|tr|form|button|script|style|section
    |nav)>
@ xml
6 <\?xml\b
2 </?[a-zA-Z][\w-]*:\w[\w.-]*\b[^<>]*>|\bxmlns[:=]
0.9 <([A-Za-z][\w.-]*)(?:\s[^<>]*)?>[^<>]*</\1>|^\s*</?(?!(?:div|p|span|a|ul|ol|li|body|head|html
    |table|tr|td|th|form|input|button|img|script|style|br|h\d|b|i|section|nav|label|title|meta
    |link)\b)[a-zA-Z][\w.-]*(?:\s[\w.:-]+="[^"]*")*\s*/?>
@ json
2 ^\s*"[^"]+"\s*:\s*(?:"|\[|\{|-?\d|true|false|null)
2.5 ^\s*\{\s*"[^"]+"\s*:
0.3 ^\s*[{}\[\]]{1,2},?\s*$
-3 ^\s*[A-Za-z_$#][\w.\[\]]* ?[=(.]|;\s*$|^\s*(?:for|def|var|let|const|print)\b
@ yaml
0.9 ^\s*(?:- )?[a-zA-Z][\w./-]*:(?:\s+[^{};]*)?[^{};,:]*$
1 ^\s*- [\w./"'-]+(?::\s.*)?$|^---\s*$|^(?:apiVersion|kind|services|version|jobs|steps|metadata):
-1.5 [;{]\s*$|^\s*[\w.]+\(|^\s*[\w.]+ ?[-+]?= |^\s*(?:else|try|finally|default|public
    |private)\s*:
@ css
2 ^\s*(?:color|background(?:-\w+)?|margin(?:-\w+)?|padding(?:-\w+)?|font(?:-\w+)?|border(?:-\w+)?
    |display|width|height|position|flex(?:-\w+)?|grid(?:-\w+)*|transition|opacity|z-index
    |text-\w+|justify-content|align-items|max-width|min-width|top|left|right|bottom|overflow
    |float|cursor|box-\w+|transform)\s*:
0.6 ^\s*(?:[.#*]?[\w-]+(?:[:.#>~+ ,]+[\w.#:()-]+)*|@media.*|@keyframes.*|:root)\s*\{\s*$
1.5 ^\s*(?:[.#][\w-]+)(?:[ ,:>].*)?\{|^\s*@(?:media|keyframes|font-face|import url)|\b\d+(?:px
    |rem|em|vh)\b
@ go
3 ^\s*package \w+\s*$|\bfunc (?:\(\w+ \*?\w+\) )?\w+\(.*\{|\bfmt\.\w+\(
1.5 \b\w+(?:, \w+)? := |\bgo func\(|\bchan \w+|\bdefer \w|\bmake\(|<-\w|\w <-[ ]
1.5 \bif err != nil|\bvar \w+ (?:int|string|bool|\[\]|\*|map\[)|\btype \w+ (?:struct|interface)
    |\bnil\b
1.5 \brange \w|\[\]\w+\{|\bmap\[\w+\]\w|\bfor \{|\bsync\.\w|\berrors\.
@ rust
3 \bfn \w+(?:<.*>)?\(.*\{|\blet mut\b|\bprintln!\(|\bimpl\b|\bpub (?:fn|struct|enum)\b
2 &mut\b|&str\b|&self\b|\bVec<|\bOption<|\bResult<|\bSome\(|\bOk\(|\bString::|\bmatch \w+ \{
    |\.unwrap\(
1.5 \blet \w+(?:: ?[\w&<>]+)? = .*;|\bvec!\[|#\[derive|\buse std::|\b[iu](?:8|16|32|64)\b
@ kotlin
2.2 \bfun (?:\w+\.)?\w+\(|\bdata class\b|\bval \w+(?:: ?\w+)? ?=|\bvar \w+: ?(?:Int|String
    |Boolean)
1.5 \bprintln\(|\bwhen ?\(|\?\.\w|\?:|\blistOf\(|\bmapOf\(|\bsuspend\b|\bcompanion object\b
    |\blateinit\b
1.2 \boverride fun\b|: ?(?:Int|String|Boolean|Unit|Double)\b\??|\bit\.\w|\blaunch \{
@ swift
1.8 \bfunc \w+\(.*\) ?(?:-> ?\w+ ?)?\{|\bguard let\b|\bif let\b|\blet \w+: ?\[?(?:Int|String
    |Bool)
1 ^\s*import (?:UIKit|SwiftUI|Foundation)|\bself\.\w+|\bprint\("|\\\(\w+\)|\w+\?\.|\bnil\b
1 \b(?:var|let) \w+: ?\w+\??|\bstruct \w+(?:: ?\w+)? \{|\bprotocol \w+|\bfunc \w+\(_[ ]
@ scala
1.8 \bobject \w+ (?:extends \w+ )?\{|\bdef \w+\(.*\): ?\w+ ?=|\bcase class\b|\bval \w+ =[ ]
    |\btrait \w+
1.5 \bcase \w+.* =>|\bprintln\(|\bextends App\b|\b(?:List|Seq|Option|Map)\[\w|: ?Unit ?=
@ php
5 <\?php|\?>$|<\?=
2 ^\s*\$\w+ ?(?:=|\.=|\[|->)|\becho \$|\bfunction \w+\(\$|\$this->
1.2 \bforeach ?\(\$|\$_(?:GET|POST|SESSION)|\becho ["'].*;|\barray\(|->\w+\(
@ perl
3.5 ^\s*(?:my|our) [$@%(]|^#!.*perl|^\s*use (?:strict|warnings);|=~ [ms]?/
1.5 ^\s*foreach my|\bsub \w+ \{|[$@]_\b|\bprint ".*\\n";
@ ruby
2.2 ^\s*puts |\bdo \|[\w, ]+\||\.each\b|\.nil\?|\battr_(?:accessor|reader)\b|^\s*require ['"]
1.6 ^\s*def [a-z_]\w*[?!]?(?:\([^:]*\))?\s*$|^\s*elsif\b|^\s*unless\b
    |^\s*class \w+(?: < \w+)?\s*$
1 ^\s*end\s*$|(?<!\w)@\w+ =|(?<![:\w]):\w+ =>|\.(?:map|select|times) ?[{d]|#\{\w
1 ^\s*(?:module \w+|rescue\b|begin|include \w+)\s*$
@ r
2.5 ^\s*[\w.]+ <- |%>%|\blibrary\(\w+\)|<- function\(|\bdata\.frame\(
1 \bc\([\d"'\w]|\bggplot\(|\b(?:TRUE|FALSE|NA)\b|\bsummary\(|\blm\(|\bhead\(\w|\$\w+\)|\bsapply\(
@ matlab
2 ^\s*function (?:\[?[\w, ]+\]? = )?\w+\(.*\)\s*$|\bfprintf\(|\bdisp\(|\bzeros\(|\bnumel\(
    |\bfigure;
1.3 ^\s*%+ |\.\*|\./|\.\^|^\s*\w+ = \[[\d;,. -]+\];|^\s*for \w+ ?= ?\d+:\w+|\bplot\(.*\);
    |\blinspace\(
0.6 ^\s*end;?\s*$|^\s*(?:clc|clear all|close all);?$|\belseif\b|~=
@ nasm
2.5 ^\s*(?:mov|add|sub|xor|cmp|lea|and|imul|shl|test)[lq]?\s+[%\[]?\w+\]?\s*,
1.5 ^\s*(?:push|pop|call|jmp|je|jne|jz|jnz|jg|jl|jge|jle|int|inc|dec|ret
    |syscall)\b(?:\s+\w+)?\s*(?:;.*)?$
2.5 ^\s*(?:section|global|extern) \.?\w+|^\s*\w+:?\s+(?:db|dw|dd|resb|resd|equ)\s
1 \b(?:eax|ebx|ecx|edx|rax|rbx|rdi|rsi|rsp|rbp|esp|ebp|al|ax)\b
@ make
0.8 ^[\w.%-]+(?: [\w.%-]+)*:(?: [\w.%$()/-]+)*\s*$
3 ^\.PHONY:|\$\((?:CC|CFLAGS|OBJS|SRC|wildcard|MAKE|patsubst|LDFLAGS|TARGET)|\$[@<^]
2.5 ^(?:CC|CFLAGS|OBJS|SRC|LDFLAGS|TARGET|CXX)\s*[:?+]?=
1.2 ^\t(?:\$|gcc|rm|@|cc|python|go|npm|docker)
@ docker
3 ^(?:FROM [a-z][\w./-]*(?::[\w.-]+)?(?: [aA][sS] \w+)?|WORKDIR /|CMD \[|ENTRYPOINT \[|EXPOSE \d)
1.5 ^(?:RUN|COPY|ADD|ENV|ARG|USER|VOLUME|HEALTHCHECK) \S
@ ini
1.6 ^\[[\w.: "-]+\]\s*$
0.9 ^[a-z][\w.-]* ?= ?[^"'\[{;(]*$
@ toml
1.4 ^\[\[?[\w."-]+\]\]?\s*$
1.1 ^[a-z][\w-]* = (?:"[^"]*"|\[.*\]|true|false|\d[\d.]*|\{.*\})\s*$
@ nginx
2.5 ^\s*(?:server|location .*|upstream \w+|http|events) \{
2.5 ^\s*(?:listen|server_name|proxy_pass|root|index|try_files|proxy_set_header
    |worker_processes) .*;
@ haskell
2.5 ^\w+ :: |^\s*where\s*$|^import qualified|^module \w+|^data \w+ = |^instance \w+ \w+ where
1.2 \bputStrLn\b|<\$>|\bmain = do\b|^\s*\| .* = |^\w+(?: [\w()\[\]:]+)+ = |^main :: IO
@ lua
1.2 ^\s*local (?:function )?\w+|\bthen\s*$|^\s*elseif .* then|\.\. ?["\w]|~= |\bipairs\(|\bnil\b
1 ^\s*function [\w.:]+\(.*\)\s*$|^\s*end\s*$|^\s*-- |\bfor \w+ ?= ?\d+, ?\S+ do
@ powershell
3 \b(?:Get|Set|New|Remove|Write|Import|Start|Stop|Invoke)-[A-Z]\w+|\s-(?:eq|ne|gt|lt|like
    |match)\b
2 ^\s*\$\w+ = (?:Get|New|@)|\|\s*(?:Where|ForEach|Select|Sort)-Object|\$_\.
@ vb.net
2.5 ^\s*(?:Dim \w+|End (?:Sub|If|Function|Class|Module)|(?:Public |Private )?(?:Sub
    |Function) \w+)|\bAs (?:Integer|String|Double|Boolean)\b
0.8 ^\s*If .* Then|^\s*Next\b|\bConsole\.Write|^\s*(?:Module|Imports) \w+|^\s*'[ ]
@ pascal
1.5 ^\s*(?:program|unit|procedure) \w+.*;|\bwriteln\(|\breadln\(|:= |^\s*begin\s*$
    |^\s*end[.;]\s*$
2 ^\s*var\s*$|: ?(?:integer|real|string|boolean);|\barray\[\d+\.\.\d+\]
@ scheme
2.5 ^\s*\((?:define|lambda|let\*?|cond|car|cdr|display|if)[ ]
@ elixir
2.5 ^\s*defmodule .* do|^\s*defp? \w+.* do|\|> |\bIO\.puts\b|%\{\w+:
@ graphql
2 ^\s*(?:query|mutation|subscription|fragment)\b.*\{|^\s*\w+(?:\(.*\))?: ?\[?\w+!\]?!?\s*$
"""
"""Languages after ``@``; below each the shapes looked for in its lines, with what one adds."""

SIGNATURES: dict[str, str] = {
    "haskell": ":: where putStrLn <$> qualified",
    "scala": "object def case trait",
    "swift": "func guard var let",
    "perl": "my strict perl =~ sub",
    "ruby": "puts end do elsif unless require attr_accessor",
    "r": "<- %>% library data.frame ggplot",
    "matlab": "function end disp fprintf plot zeros linspace clc .* .^",
    "nasm": "mov push pop call jmp section global lea eax movl movq",
    "make": "$( $@ $< $^ PHONY CC CFLAGS \t",
    "docker": "FROM RUN COPY CMD ENTRYPOINT",
    "ini": "] =",
    "toml": "] =",
    "nginx": "server location upstream listen proxy_pass",
    "lua": "local ipairs pairs elseif ~= ..",
    "powershell": "-Object Get- Set- New- Write- -eq -ne -gt -lt -like $_",
    "vb.net": "Dim Sub Module Imports End",
    "pascal": "begin writeln readln program procedure :=",
    "scheme": "(define (lambda (let (cond (car (cdr (display (if",
    "elixir": "defmodule defp IO.puts |> %{",
    "graphql": "query mutation subscription fragment ID! String! Int!",
    "rust": "fn let impl println vec mut struct enum match use",
    "kotlin": "fun val var data println when listOf",
    "go": "func package fmt := chan defer range type nil err",
    "php": "<?php <?= ?> echo $this-> foreach function $_",
    "csharp": "using Console get; namespace foreach Task public async string var Where",
    "sql": "select SELECT INSERT insert CREATE create UPDATE update DELETE delete ALTER DROP FROM",
    "css": "{ px",
    "json": '"',
    "yaml": ":",
    "html": "<",
    "xml": "<",
    "cpp": ":: cout cin #include class template vector public: nullptr auto delete int",
    "typescript": "string number boolean any interface type enum readonly void unknown",
}
"""Words or signs of which a language has one at least; one not named here is always weighed."""
