"""What texts with questions are made of, in several languages and formats, tidy and not."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

LABELS = (
    "Q:", "A:", "Q1.", "A1.", "Q1:", "A1:", "Q.", "Ans.", "Ans:", "Answer:", "Question:",
    "Question 1:", "Answer 1:", "**Answer:**", "**Q:**", "**A:**", "*Answer:*", "Solution:",
    "Sol.", "Explanation:", "Key:", "Answer key:", "Frage:", "Antwort:", "Frage 2:", "Lösung:",
    "F:", "Question :", "Réponse :", "Corrigé :", "Pregunta:", "Respuesta:", "P:", "R:", "Вопрос:",
    "Ответ:", "Вопрос 3.", "Ответы", "问：", "答：", "问题：", "答案：", "题1", "Domanda:",
    "Risposta:", "Pergunta:", "Resposta:", "Gabarito:", "問1", "答え：", "質問：", "回答：", "S:",
    "Soru:", "Cevap:", "->", "→", "⇒", "=>", "User:", "Assistant:", "You said:", "ChatGPT said:",
    "ChatGPT", "Human:", "**User**", "## Assistant", "You:", "Claude:", "Du:", "Вы сказали:",
)  # fmt: skip
"""What stands before a question, an answer or a turn of a chat."""

TITLES = (
    "Questions", "Answers", "Answers:", "ANSWER KEY", "# Questions", "## Answers", "Part 2",
    "Fragen", "Antworten", "## Lösungen", "Réponses", "Respuestas", "Вопросы", "Ответы:",
    "## Ответы", "问题", "答案", "## 参考答案", "Risposte", "Respostas", "解答", "# Title",
    "## Contents", "## Table of Contents", "Contents", "## Contributing", "## License", "### ",
    "## What is a heading?", "### 3. Numbered heading", "#### Deep one ####", "Setext\n===",
    "Other\n---", "##Tight", "Section A", "Chapter 1: Beginnings", "**Bold line**",
    "**What is bold?**", "__Under__", "**7. Why bold?**", "7. **Why bold?**", "***both***",
    "Basics:", "I. Roman", "Teil 1", "第一章 細胞", "# 1. First", "## Q3. Third", "## Question 4",
)  # fmt: skip
"""Lines that say what follows."""

NUMBERS = (
    "1. ", "2. ", "3) ", "4.", "(5) ", "6: ", "7 - ", "8 ", "#9 ", "10.\t", "11、", "１２．",
    "13） ", "1.1 ", "1.2. ", "3b. ", "a) ", "(b) ", "C. ", "d. ", "[1] ", "1] ", "**1.** ",
    "1\\. ", "No. 1 ", "№ 2 ", "Nr. 3: ", "Q4) ", "0. ", "007. ", "1986. ", "99999999999. ", "١. ",
    "２、", "①", "② ", "i. ", "ii) ", "IV. ", "一、", "（二）", "第1問 ", "Problem 2. ",
    "Exercise 3: ", "1.  ", " 2. ", "   3. ", "\t4. ", "> 5. ", "- 6. ", "* **7.** ", "1.\n",
    "2)\n\n",
)  # fmt: skip
"""Beginnings of items."""

BULLETS = (
    "- ", "* ", "+ ", "• ", "– ", "— ", "· ", "▪ ", "◦ ", "-", "  - ", "    - ", "      * ",
    "\t- ", "- - ", "- [ ] ", "- [x] ", "- [X] ", "[x] ", "[ ] ", "☐ ", "☑ ", "( ) ", "(x) ", "> ",
    "> > ", ">", "a. ", "A) ", "B) ", "(C) ", "D. ", "E: ", "А) ", "б) ", "ア. ", "甲、", "- a) ",
    "* B. ",
)  # fmt: skip
"""Beginnings of lines in lists, of choices and of quotes."""

SENTENCES = (
    "What is a cell?", "Why is it so?", "Name three kinds of cells.", "Explain osmosis",
    "The unit", "It is the unit of life.", "Because of osmosis, which is slow.", "True", "False",
    "B", "C", "None of the above", "and so on, the", "Some words: ", "as follows:",
    "Salt: it dissolves.", "Was ist eine Zelle?", "Die kleinste Einheit.",
    "Qu'est-ce qu'une cellule ?", "C'est l'unité.", "¿Qué es una célula?", "La unidad de vida.",
    "Что такое клетка?", "Единица жизни.", "什么是细胞？", "生命的基本单位。",
    "細胞とは何ですか。", "ما هي الخلية؟", "מהו תא?", "वह क्या है?", "e\u0301te\u0301",
    "co\u00adop", "a\u200bb", "a\u200db", "x\u2028y", "p\u2029q", "no\u00a0break",
    "wide\u3000space", "tab\tbed", "ends in two  ", "ends in a backslash\\",
    "\u202eright to left\u202c", "👩\u200d👩\u200d👧", "\ufeffmark", "\x07bell", "\x0c", "\x1c",
    "\x85", "\ud800", "\ufffe", "ﬁ", "İ", "ẞ", "5 > 3 < 7", "a | b | c", "$x_1$ and $5", "\\(x\\)",
    "$$", "$$y$$", "*a* **b** _c_ __d__", "* a * b_c_ `d", "~~gone~~", "`code`", "``a ` b``",
    "`open", "[a](#a)", "[a](http://x.org/y_z)", "![alt](pic.png)", "[a]: http://x", "<b>bold</b>",
    "<br>", "<b>x", "a<br/>b", "&amp;", "&lt;p&gt;", "&#0;", "&nbsp;", "<!-- note -->",
    "<!-- open", "-->", "\\", "\\*", "1–C, 2–B, 3–A", "1. C 2. B 3. D", "1-a; 2-b", "Key: 1 C",
    "1) True 2) False", "1: A, 2: B.", "A) one B) two C) three", "a) red b) green (c) blue",
    "___________", "............", "TODO", "TBD", "No answer yet", "Sure! Here are the answers:",
    "I hope this helps!", "Continue", "Continue generating", "continue please", "Weiter",
    "Let me know if you have more questions.", "Would you like more?",
    "I'm sorry, but I can't help with that.", "Regenerate", "Copy code", "back to top",
    "[⬆ Back to Top](#top)", "**[⬆ Back](#toc)**", "1 / 2", "Page 3 of 9", "- 4 -",
    "ends with - - - in it. - - - Here.", "int x = 1;", "return x", "x == y", "a.b(c)", "SELECT *",
    "Where is the first? And the second?", "Q: inline? A: inline.", "What is it? It is that.",
    "What is it? - It is that.", "Cell – unit", "Cell: unit", "(see 3.)", "1", "2.", "?", "!", "…",
    "a" * 90, "word " * 60, "(" * 40, "[" * 40, "*" * 30, "`" * 12, "> " * 20, "- " * 20, "_" * 50,
    "1. " * 15, "\\" * 21, "<" * 30, "&" * 30, "|" * 20, "=" * 30, "x-" * 30, "a) " * 12, "\t" * 9,
)  # fmt: skip
"""What is said, and what stands in the middle of it."""

BLOCKS = (
    "```", "```python", "```\ncode()\n```", "~~~", "~~~\n# not a heading\n~~~", "    code()",
    "def f(x):\n    return x", "for (int i = 0; i < n; i++) {\n  a[i] = i;\n}", "$ ls -l\ntotal 0",
    "| a | b |\n|---|---|\n| 1 | `x` |", "| a | b |", "|---|---|", "a | b\n--- | ---\nc | d",
    "---", "***", "- - -", "___", "===", "* * *", "--------", "═══", "#", "##",
    "---\ntitle: x\n---", "---\ntags: [a]\n...", "<details>", "</details>",
    "<summary>What?</summary>", "<summary>", "</summary>",
    "<details><summary>What is it?</summary>\n\nThat.\n\n</details>", "<details open>", "<div>",
    "</div>", "<p>", "<table>", "</table>", "<script>", "</script>", "<pre>", "</pre>",
    "<h3>Why?</h3>", "<img src=x>", "<a name='x'></a>", "[^1]: note", "[x]: http://y 'z'", ":::",
    "- [1. What?](#1-what)\n- [2. Why?](#2-why)", "1. What? ........ 3", "> quoted\nlazy",
    "- one\n- two\n\n  loose", "1. a\n   1. b\n      1. c", "$$\nx\n$$", "\\begin{x}",
    "```mermaid", "{", "}", "[", "]", "\\[x\\]", "Term\n: meaning", "{{c1::cloze}}", "#deck:x",
    "#separator:tab",
)  # fmt: skip
"""Blocks of Markdown and of plain text, whole and in pieces."""

ENDS = ("\n", "\n", "\n\n", "\n\n", "\n\n\n", "\n \n", " ", "", "  \n", "\\\n", "\t\n")
"""What stands between two pieces."""

TAGS = (
    "<p>", "</p>", "<div>", "</div>", "<br>", "<h1>", "</h1>", "<h2>Q</h2>", "<h3>", "</h3>",
    "<ol>", "<ol start=3>", "<ol type=a>", "</ol>", "<ul>", "</ul>", "<li>", "</li>",
    "<li value=7>", "<dl>", "<dt>", "</dt>", "<dd>", "</dd>", "</dl>", "<table>", "<tr>", "<td>",
    "<th>", "</td>", "</tr>", "</table>", "<th>Question</th><th>Answer</th>", "<td colspan=2>",
    "<b>", "</b>", "<strong>", "</strong>", "<i>", "</i>", "<em>", "<code>", "</code>", "<pre>",
    "</pre>", "<kbd>", "<sub>", "<sup>", "</sub>", "<a href='#x'>", "<a href=http://y.org>",
    "</a>", "<img alt='z' src=q.png>", "<details>", "<summary>", "</summary>", "</details>",
    "<blockquote>", "</blockquote>", "<hr>", "<span class=x>", "</span>", "<script>1<2</script>",
    "<style>p{}</style>", "<!--", "-->", "<!doctype html>",
    "<html><head><title>T</title></head><body>", "</body></html>", "<nav>", "</nav>", "<footer>",
    "</footer>", "<input type=checkbox checked>", "<input type=radio>", "<textarea>",
    "<select><option>a", "<svg><text>t</text></svg>", "<math><mi>x</mi></math>",
    "<script type='math/tex'>x^2</script>", "<p hidden>", "<div style='display:none'>",
    "<![CDATA[", "]]>", "<?xml ?>", "</", "<", "<a", "<p class=\"", "&amp;", "&lt;b&gt;", "&#x41;",
    "&#xD800;", "&copy", "&nosuch;", "&nbsp;", "<label>", "<button>Copy</button>", "<section>",
    "<article>", "<main>", "<p id=question>", "<div class=answer>", "<div class='question'>",
    "<template>", "<noscript>", "<ruby>漢<rt>かん</rt></ruby>", "<del>", "<mark>", "<q>", "<var>",
    "<font>", "<center>", "<b><i><u>", "<div>" * 30, "<ul><li>" * 10, "<blockquote>" * 12,
    "<table><tr><td>" * 6, "<b>" * 25,
)  # fmt: skip
"""Pieces of HTML."""

CELLS = (
    "question,answer", "Question;Answer", "front\tback", "Q|A", "question,A,B,C,correct",
    "id,tags", "Frage;Antwort", "вопрос;ответ", "问题,答案", "#separator:semicolon", "#html:true",
    "#deck:Bio", "#columns:Front\tBack\tTags", "#tags column:3", "#notetype:Basic", '"', '""',
    '"""', '"a,b"', '"two\nlines"', '"open', "a,b", "a;b", "a\tb", "a|b", ",", ";", ",,,", "\t\t",
    "b,", ",c", "A", '"<b>x</b>"', "x,y,z,w", "sep=;", '"- a\n- b"', '"---"', '"1. a\n2. b"',
    '" a "', "' a'", "=1+1",
)  # fmt: skip
"""Pieces of tables."""

PROSE = (*LABELS, *TITLES, *NUMBERS, *BULLETS, *SENTENCES, *BLOCKS)

FRAGMENTS = {
    "txt": PROSE,
    "md": PROSE,
    "html": (*TAGS, *TAGS, *TAGS, *PROSE),
    "csv": (*CELLS, *CELLS, *CELLS, *CELLS, *PROSE),
    "ipynb": PROSE,
    "bytes": (
        *PROSE,
        "\xef\xbb\xbf",
        "\xff\xfe",
        "\xfe\xff",
        "\x00",
        "\x80",
        "\xe4",
        "\xf0\x9f",
        "\r",
    ),
}
"""For each format, what its texts are made of."""

NASTY = (
    "\t\x00\x0b\x0c\x1b\x7f\x85\u00a0\u00ad\u200b\u200d\u2028\u202e\u3000\ufeff\ud800\ufffe\u0301"
)
SIGNS = "*_`~<>[](){}!#$&\\|=+-.:;,'\"^/?0123456789aAxX \n"

CELL_KINDS = ("markdown", "markdown", "code", "raw", "heading", "other")


def notebook(cells: Sequence[tuple[str, str]]) -> str:
    """Return a notebook of cells, each a kind and its text."""
    found: list[dict[str, object]] = []
    for at, (kind, text) in enumerate(cells):
        source: object = text.splitlines(keepends=True) if at % 2 else text
        cell: dict[str, object] = {"cell_type": kind, "metadata": {}, "source": source}
        if kind == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": [text[:40]]}]
        found.append(cell)
    data = {"cells": found, "metadata": {"language_info": {"name": "python"}}, "nbformat": 4}
    return json.dumps(data, indent=1)


def table(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Return rows of cells as a table with quotes where they are needed."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return written.getvalue()


def to_bytes(text: str) -> bytes:
    """Return the bytes that a text stands for: its characters up to U+00FF are bytes themselves."""
    return b"".join(
        char.encode("latin-1") if ord(char) < 256 else char.encode("utf-8", "surrogatepass")
        for char in text
    )
