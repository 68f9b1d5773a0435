"""The stylesheet of both note types: one for every client, by day and by night.

System fonts, left-aligned prose of readable width; lists, tables and code look like what they are.
Colours are for both modes, each with its own background, because clients would mix theirs with
ours. Every colour of text is readable on every background (WCAG AA, which a test computes), so a
rule may take any of them.
"""

CSS = """\
.card {
  --text: #1f2429;
  --soft: #5b646f;
  --line: #d9dde2;
  --shade: #f3f4f6;
  --glow: #fff2b3;
  --accent: #1558a0;
  --paper: #ffffff;
  --keyword: #8a2a96;
  --type: #0d6470;
  --number: #9a4508;
  --string: #1d6b35;
  --mark: #7a5200;
  --gone: #b3261e;
  color: var(--text);
  background-color: var(--paper);
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans",
    Arial, sans-serif;
  font-size: 18px;
  line-height: 1.55;
  text-align: start;
  overflow-wrap: break-word;
}
.card.nightMode, .card.night_mode {
  --text: #dfe3e8;
  --soft: #a0a9b4;
  --line: #434a52;
  --shade: #282d33;
  --glow: #3b3718;
  --accent: #86bbf2;
  --paper: #1d2125;
  --keyword: #d6a3e8;
  --type: #72c6d0;
  --number: #e8b078;
  --string: #9ccf94;
  --mark: #d9c27a;
  --gone: #f5a29b;
  color: var(--text);
  background-color: var(--paper);
}

.front, .back { max-width: 40em; margin: 0 auto; }
hr#answer {
  max-width: 40em; height: 0; margin: 1.1em auto;
  border: 0; border-top: 1px solid var(--line); background: none;
}
.section { margin-bottom: .5em; color: var(--soft); font-size: .8em; }
.question { font-size: 1.15em; font-weight: 600; line-height: 1.4; }
.question pre, .question table { font-size: .85em; font-weight: 400; }
.question > p ~ * { font-weight: 400; }
.source { margin-top: 1.2em; color: var(--soft); font-size: .8em; }

.front > :first-child, .question > :first-child, .answer > :first-child { margin-top: 0; }
.question > :last-child, .answer > :last-child { margin-bottom: 0; }
.card p { margin: .65em 0; }
.card ul, .card ol { margin: .65em 0; padding: 0; padding-inline-start: 1.5em; }
.card ul.choices { padding: 0; list-style: none; }
.card li { margin: .3em 0; }
.card li > ul, .card li > ol { margin: .3em 0; }
.card li > p { margin: .3em 0; }
.card h1, .card h2, .card h3, .card h4, .card h5, .card h6 {
  margin: 1.1em 0 .4em; font-size: 1.05em; font-weight: 600; line-height: 1.35;
}
.card h1 { font-size: 1.2em; }
.card h2 { font-size: 1.1em; }
.card blockquote {
  margin: .65em 0; padding: 0; padding-inline-start: .9em;
  border: 0; border-inline-start: 3px solid var(--line); color: var(--soft);
}
.answer hr { height: 0; margin: 1em 0; border: 0; border-top: 1px solid var(--line); }
.card a { color: var(--accent); }
.card code, .card kbd {
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: .86em; background: var(--shade); border-radius: .25em; padding: .1em .3em;
  white-space: pre-wrap; unicode-bidi: isolate;
}
.card kbd { border: 1px solid var(--line); border-bottom-width: 2px; }
.card pre {
  direction: ltr; margin: .65em 0; padding: .7em .9em; overflow-x: auto; text-align: left;
  line-height: 1.45; background: var(--shade); border-radius: .4em; tab-size: 4;
}
.card pre code { padding: 0; background: none; white-space: pre; overflow-wrap: normal; }
.mobile .card pre code { white-space: pre-wrap; overflow-wrap: anywhere; }
pre .k { color: var(--keyword); }
pre .nb { color: var(--type); }
pre .m { color: var(--number); }
pre .s, pre .gi { color: var(--string); }
pre .c { color: var(--soft); }
pre .nf { color: var(--accent); }
pre .nd { color: var(--mark); }
pre .gd { color: var(--gone); }
.scroll { margin: .65em 0; overflow-x: auto; }
.card table { border-collapse: collapse; font-size: .92em; line-height: 1.4; }
.card th, .card td {
  min-width: 4em; padding: .35em .7em; border: 1px solid var(--line);
  text-align: start; vertical-align: top;
}
.card th { background: var(--shade); font-weight: 600; }
.card .center { text-align: center; }
.card .right { text-align: right; }
.card .left { text-align: left; }
.card mjx-container[display="true"] { overflow-x: auto; overflow-y: hidden; }
.image { color: var(--soft); font-style: italic; }
.card .cloze { color: var(--accent); font-weight: 600; }
.question + .answer { margin-top: .8em; }
.card mark { color: inherit; background: var(--glow); border-radius: .2em; padding: 0 .15em; }
.card sub, .card sup { line-height: 0; }

.variants { margin-top: 1.4em; border-top: 1px solid var(--line); font-size: .9em; }
.variants summary { padding: .7em 0; color: var(--soft); cursor: pointer; }
.variant {
  margin: 0 0 1em; padding-inline-start: .9em; border-inline-start: 3px solid var(--line);
}
.variant .from { color: var(--soft); font-weight: 600; }
.variant > :last-child { margin-bottom: 0; }
"""
