"""The stylesheet of both note types: one for every client, by day and by night.

System fonts, left-aligned prose of readable width; lists, tables and code look like what they are.
Colours are for both modes, each with its own background, because clients would mix theirs with
ours. Every colour of text is readable on every background (WCAG AA, which a test computes), so a
rule may take any of them.

What is wider than the screen (code, tables, formulas) scrolls on its own, code never wraps: its
indentation has a meaning. A shadow at the edge tells that there is more; strips that move with the
content cover it at the ends.

Pictures stand on a light sheet in both modes: many are black lines on nothing.
"""

CSS = """\
.card {
  --text: #1f2429;
  --soft: #5b646f;
  --line: #d9dde2;
  --shade: #f3f4f6;
  --edge: #b4bcc6;
  --glow: #fff2b3;
  --accent: #1558a0;
  --paper: #ffffff;
  --ink: #1f2429;
  --sheet: #ffffff;
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
  --edge: #08090a;
  --glow: #3b3718;
  --accent: #86bbf2;
  --paper: #1d2125;
  --ink: #1f2429;
  --sheet: #e6e8eb;
  --keyword: #d6a3e8;
  --type: #72c6d0;
  --number: #e8b078;
  --string: #9ccf94;
  --mark: #d9c27a;
  --gone: #f5a29b;
  color: var(--text);
  background-color: var(--paper);
}

.front, .back { max-width: 38em; margin: 0 auto; }
.android .front, .android .back { padding: 0 .4em; }
hr#answer {
  max-width: 38em; height: 0; margin: 1.1em auto;
  border: 0; border-top: 1px solid var(--line); background: none;
}
.nothing + hr#answer { visibility: hidden; }
.section { margin-bottom: .5em; color: var(--soft); font-size: .8em; }
.question { font-size: 1.12em; font-weight: 600; line-height: 1.4; }
.question pre, .question table { font-size: .9em; font-weight: 400; }
.question > p ~ * { font-weight: 400; }
.question + .answer { margin-top: .8em; }
.source { margin-top: 1.2em; color: var(--soft); font-size: .8em; }

.front > :first-child, .question > :first-child, .answer > :first-child { margin-top: 0; }
.question > :last-child, .answer > :last-child { margin-bottom: 0; }
.card p { margin: .65em 0; }
.card ul, .card ol { margin: .65em 0; padding: 0; padding-inline-start: 1.5em; }
.card ol.long { padding-inline-start: 3em; }
.card li { margin: .4em 0; }
.card li > ul, .card li > ol { margin: .3em 0; }
.card li > p { margin: .5em 0; }
.card ul.choices { padding: 0; list-style: none; }
.choices > li { padding-inline-start: 1.15em; text-indent: -1.15em; }
.choices > li > * { text-indent: 0; }
.card h1, .card h2, .card h3, .card h4, .card h5, .card h6 {
  margin: 1.2em 0 .4em; font-size: 1em; font-weight: 600; line-height: 1.35;
}
.card h1 { font-size: 1.15em; }
.card h2 { font-size: 1.08em; }
.card blockquote {
  margin: .65em 0; padding: 0; padding-inline-start: .9em;
  border: 0; border-inline-start: 3px solid var(--line); color: var(--soft);
}
.answer hr, .variant hr { height: 0; margin: 1em 0; border: 0; border-top: 1px solid var(--line); }
.card a { color: var(--accent); text-decoration: underline; }
.card sub, .card sup { line-height: 0; }
.card mark { color: inherit; background: var(--glow); border-radius: .2em; padding: 0 .15em; }
.keep { white-space: nowrap; }
.card .cloze { color: var(--accent); font-weight: 600; }
.card img {
  max-width: 100%; object-fit: contain; vertical-align: middle; border-radius: .25em;
  color: var(--ink); background-color: var(--sheet);
}
.card img[width] { height: auto; }
.image { color: var(--soft); font-style: italic; }

.card code, .card kbd {
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: .86em; background: var(--shade); border-radius: .25em; padding: .1em .3em;
  white-space: pre-wrap; direction: ltr; unicode-bidi: isolate;
}
.card kbd { border: 1px solid var(--line); border-bottom-width: 2px; }
.card pre {
  direction: ltr; margin: .65em 0; padding: .7em .8em; text-align: left; line-height: 1.45;
  background-color: var(--shade); border-radius: .4em; tab-size: 4;
}
.card pre code {
  padding: 0; background: none; font-size: .8em; white-space: pre; overflow-wrap: normal;
}
pre .k { color: var(--keyword); }
pre .nb { color: var(--type); }
pre .m { color: var(--number); }
pre .s, pre .gi { color: var(--string); }
pre .c { color: var(--soft); }
pre .nf { color: var(--accent); }
pre .nd { color: var(--mark); }
pre .gd { color: var(--gone); }

.scroll { margin: .65em 0; }
.card table { border-collapse: collapse; font-size: .92em; line-height: 1.4; }
.wide table { width: max-content; max-width: 50em; }
@media (min-width: 700px) {
  .answer > .wide { width: max-content; max-width: calc(50vw + 18em); }
}
.card th, .card td {
  min-width: 4em; padding: .35em .7em; border: 1px solid var(--line);
  text-align: start; vertical-align: top;
}
.mobile .card th, .mobile .card td { padding: .3em .5em; }
.card th { background: var(--shade); font-weight: 600; }
.card .center { text-align: center; }
.card .right { text-align: right; }
.card .left { text-align: left; }

.scroll, .card pre, .card mjx-container[jax][display="true"] {
  --under: var(--paper);
  overflow-x: auto; overflow-y: hidden;
  background-image: linear-gradient(var(--under), var(--under)),
    linear-gradient(var(--under), var(--under)),
    linear-gradient(to right, var(--edge), var(--under)),
    linear-gradient(to left, var(--edge), var(--under));
  background-repeat: no-repeat;
  background-position: left, right, left, right;
  background-size: 14px 100%, 14px 100%, 10px 100%, 10px 100%;
  background-attachment: local, local, scroll, scroll;
}
.card pre { --under: var(--shade); }
.card mjx-container[jax][display="true"] { margin: .4em 0; padding: .4em 0; }

.variants { margin-top: 1.4em; border-top: 1px solid var(--line); font-size: .9em; }
.variants summary { padding: .7em 0; color: var(--soft); cursor: pointer; }
.variant {
  margin: 0 0 1em; padding-inline-start: .9em; border-inline-start: 3px solid var(--line);
}
.variant .from { color: var(--soft); font-weight: 600; }
.variant > :last-child { margin-bottom: 0; }
"""
