"""What is neither question nor answer: furniture, chat frames, fillers; and what looks so."""

from __future__ import annotations

import pytest

from nnexport.deck.document import Source, SourceId
from nnexport.diagnostics import Span
from nnexport.readers.assemble import read_blocks
from nnexport.readers.furniture.chat import (
    chat_role,
    closes_chat_answer,
    continues_chat_answer,
    is_chat,
    is_continue,
    opens_chat_answer,
)
from nnexport.readers.furniture.fillers import filler_diagnostic, is_filler, speaks_of_itself
from nnexport.readers.furniture.furniture import (
    front_matter_lines,
    furniture_of,
    is_contents_heading,
)

# --- furniture --------------------------------------------------------------------------------

INSIDE = {
    "a link back to the top": [
        "**[⬆ Back to Top](#table-of-contents)**",
        '<b><a href="#">↥ back to top</a></b>',
        "[[↑] Back to top](#bread)",
        '<div align="right"><b><a href="#top">⬆ Back to the top</a></b></div>',
        "[⬆](#top)",
        "[Top](#top)",
        "Back to top",
        "[回到顶部](#目录)",
        "[▲ Nach oben](#inhalt)",
        "[Наверх](#оглавление)",
        "[↑ Retour en haut](#sommaire)",
        "[Volver arriba](#indice)",
        "[Voltar ao topo](#topo)",
        "[Torna su](#su)",
        "[ページの先頭へ](#top)",
        "| [Back to top](#x) |",
    ],
    "a row of badges": [
        "[![build](https://img.shields.io/badge/oven-hot-red)](https://oven.example)",
        "![stars](https://img.shields.io/github/stars/a/b) ![lic](https://badgen.net/x)",
        '<a href="https://x.example"><img src="https://oven.example/badge.svg" alt="ok"></a>',
    ],
    "an anchor": ['<a name="bread"></a>', '<a id="q7"></a>', '<span id="x"></span>'],
    "a line break or another tag without text": [
        "<br>",
        "<br/>",
        "<br /><br />",
        "<hr>",
        '<div align="center">',
        "</p>",
        "</div>",
        "</b>",
    ],
    "a tag of a part that folds out": ["<details>", "</details>", "</b></details>"],
    "a comment": ["<!-- the oven -->", "<!-- a --><!-- b\nc -->"],
    "a mark for a table of contents": ["[toc]", "[[_TOC_]]", "{:toc}", "{: .no_toc }", "[TOC]"],
    "an ornament": ["***", "* * *", "~~~~~~", "· · ·", "=====", "-----", "•••"],
    "a placeholder for an answer": [
        "TODO",
        "**TBD**",
        "WIP",
        "_No answer yet_",
        "Answer here",
        "(add your answer here)",
        "[Insert answer]",
        "🚧 Work in progress",
        "hier Antwort einfügen",
        "à compléter",
        "(respuesta pendiente)",
        "待补充",
        "(ответ)",
        "Нет ответа",
        "未回答",
        "sem resposta",
        "<!-- x --> todo",
    ],
    "a label without text": ["**Answer:**", "Ответ:", "答案：", "Réponse :", "> Antwort:"],
    "a control that shows the answer": [
        "Show answer",
        "▶ Click to reveal",
        "Toggle answer",
        "<summary>Show Answer</summary>",
        "<details><summary><b>Answer</b></summary>",
        "Antwort anzeigen",
        "[Afficher la réponse](#r)",
        "Ver respuesta",
        "Показать ответ",
        "查看答案",
        "答えを見る",
        "Mostra risposta",
        "Ver resposta",
    ],
    "a button of a web page": ["Copy code", "Code kopieren", "复制代码", "Regenerate response"],
    "a link to edit or report the page": [
        "[✏️ Edit this page](https://x.example)",
        "Diese Seite bearbeiten",
        "编辑此页",
    ],
    "links to other pages": [
        "[← Previous](a.md) | [Next →](b.md)",
        "[Zurück](a) · [Inhalt](b) · [Weiter](c)",
        "[上一页](a) [下一页](b)",
    ],
    "a page number": ["Page 3 of 12", "- 4 -", "Seite 7", "— 12 —", "стр. 5", "第3页", "3 | Page"],
    "a reading time": [
        "5 min read",
        "Reading time: 4 minutes",
        "Lesezeit: 3 Minuten",
        "Temps de lecture : 6 min",
        "Время чтения: 5 минут",
        "阅读时间：8 分钟",
    ],
    "a copyright line": [
        "Copyright © 2021 The Bakery",
        "© 2019-2023 Hafenamt. Alle Rechte vorbehalten.",
        "Copyright (c) 2020, J. Baker. All rights reserved.",
    ],
    "a line that asks for a star": [
        "⭐ Star this repo!",
        "If you like this list, please give it a ⭐",
        "Don't forget to star the repository.",
        "Если вам понравилось, поставьте звезду",
        "如果对你有帮助，请点个star",
    ],
    "a donation note": ["☕ Buy me a coffee", "Support me on the usual sites", "Поддержите проект"],
    "a note on contributions": [
        "Contributions are welcome!",
        "PRs welcome",
        "Pull requests are welcome. Feel free to open an issue.",
        "If you find a mistake in this list, please send a pull request.",
        "Beiträge sind willkommen!",
        "Les contributions sont les bienvenues",
        "Las contribuciones son bienvenidas",
        "欢迎提交 PR",
    ],
    "a line that asks to share or follow": [
        "Share on Twitter",
        "Follow me on Mastodon",
        "Subscribe to our newsletter",
        "Auf Facebook teilen",
        "分享到微博",
    ],
}


@pytest.mark.parametrize(
    ("text", "reason"), [(text, reason) for reason, texts in INSIDE.items() for text in texts]
)
def test_furniture_among_other_blocks(text: str, reason: str) -> None:
    assert furniture_of(text) == reason


CONTENT = [
    "Back to top is a link that web pages often have.",
    "The top of the page holds the menu.",
    "[Oven](#oven)",
    "[Back up your data](#backup)",
    "[Contents of a fridge](https://fridge.example)",
    "![The parts of an oven](oven.png)",
    "[![A large plan](plan-small.png)](plan.png)",
    '<img src="plan.png">',
    "Use `<br>` to break a line.",
    "<b>Yeast</b>",
    "vector<int>",
    "<T>",
    "x < y > z",
    "A comment begins with <!-- and ends with -->.",
    "<!-- a --> is how a comment looks <!-- b -->",
    "TODO lists help to plan a day.",
    "To do it well, wait.",
    "TODO: explain the second rise with the picture of the dough",
    "The answer here is that water boils.",
    "Work in progress",
    "Coming soon",
    "None",
    "Solution",
    "Placeholder",
    "Answer",
    "A",
    "**A**",
    "Explanation:",
    "No answer is right for everyone.",
    "Answer: because it is hot",
    "Show the answer to your neighbour before you turn the page.",
    "View",
    "Next",
    "Home",
    "Page",
    "Page 3 holds the table.",
    "- 4 degrees",
    "3 / 12",
    "-4",
    "5 minutes",
    "It takes 5 min to read the meter.",
    "Copyright protects a work for seventy years.",
    "(c) 1945",
    "Copyright 1976 Act: it extended the term",
    "A star is a ball of hot gas.",
    "Star schema",
    "If you like stars, look at the sky.",
    "Give it a start.",
    "A pull request asks others to take over a change.",
    "Pull requests are reviewed by two people before they are merged.",
    "To contribute, fork the repository and open a pull request.",
    "Contributions to the pension fund are deducted from wages.",
    "Supports",
    "Follow the arrow at the crossing.",
    "Raw",
    "Toggle",
    "Read aloud",
    "Click here",
    "(none)",
    "Nach oben",
    "Вверх",
    "Share the dough among four bowls.",
    "Copy",
    "Edit the file and save it.",
    "...and so on",
    "⭐⭐⭐",
    "👍",
    "===",
    "==",
    "->",
    "*",
    "**",
    "{x: 1}",
    "[x]",
    "[ ] buy flour",
    "{:a 1}",
    "Inhalt des Topfes ist Suppe",
    "Oben",
    "Наверх ведёт лестница.",
    "返回值是整数。",
    "Назад",
    "Star",
    "Donate",
    "",
    "   ",
]


@pytest.mark.parametrize("text", CONTENT)
def test_content_is_no_furniture(text: str) -> None:
    assert furniture_of(text) == ""
    assert furniture_of(text, first=True) == ""
    assert furniture_of(text, last=True) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Contributions are welcome!",
        "Please feel free to open an issue.",
        "Page 3",
        "- 4 -",
        "Copyright © 2021 The Bakery",
        "===",
        "-----",
        "Copy to clipboard",
        "Back to top",
        "Share on Twitter",
        "Edit page",
        "☕ Buy me a coffee",
    ],
)
def test_what_may_answer_a_question_stays_where_it_is_the_only_block(text: str) -> None:
    assert furniture_of(text, first=True, last=True) == ""


@pytest.mark.parametrize("text", ["TODO", "…", "...", "Answer:", "(your answer)", "待补充", "???"])
def test_a_placeholder_may_be_the_only_block(text: str) -> None:
    assert furniture_of(text, first=True, last=True) == "a placeholder for an answer"


@pytest.mark.parametrize("text", ["<br>", "<!-- x -->", "<a name='x'></a>"])
def test_markup_that_a_plain_text_shows_may_be_its_answer(text: str) -> None:
    assert furniture_of(text, first=True, last=True)
    assert furniture_of(text, first=True, last=True, has_markup=False) == ""


def test_a_note_that_opens_an_answer_stays() -> None:
    assert furniture_of("Contributions are welcome!", first=True) == ""


def test_long_texts_are_not_looked_at() -> None:
    assert furniture_of("<" * 1_000_000) == ""
    assert furniture_of("[" * 1_000_000) == ""
    assert furniture_of("<!--" * 300_000) == ""
    assert furniture_of("<!--" + " x" * 500_000 + "-->") == "a comment"
    assert furniture_of("* " * 500_000) == ""


# --- front matter and contents ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("---\ntitle: Bread\ntags:\n  - oven\n- x\n---\n\n1. What?", 6),
        ("---\ntitle: Bread\n...\ntext", 3),
        ("+++\ntitle = 'Bread'\n[params]\nx = 1\n+++\ntext", 5),
        ("---\n# a comment\ntitle: >\n  long\n\n  text\n---", 7),
        ("---\n\nSome text.\n\n---", 0),
        ("---\nSome text below a rule.\n---", 0),
        ("---\nQ: What is dough?\nA: Flour and water.\n---", 0),
        ("---\nQuestion: What is dough?\nAnswer: Flour.\n---", 0),
        ("---\ntitle: Bread\n", 0),
        ("---\n---\n", 0),
        ("title: Bread\n---\n", 0),
        ("+++\nSome text\n+++", 0),
        ("- - -\ntitle: x\n- - -", 0),
        ("---\nNote: a\nNote: b\n---", 0),
        ("", 0),
    ],
)
def test_front_matter(text: str, count: int) -> None:
    assert front_matter_lines(text.split("\n")) == count


@pytest.mark.parametrize(
    "text",
    [
        "Table of Contents",
        "**Contents**",
        "📚 Contents:",
        "Inhalt",
        "Inhaltsverzeichnis",
        "Sommaire",
        "Table des matières",
        "Índice",
        "Indice",
        "Sumário",
        "Содержание",
        "Оглавление:",
        "目录",
        "目次",
        '<a name="toc"></a>Table of Contents',
    ],
)
def test_contents_headings(text: str) -> None:
    assert is_contents_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "Contents of a cell",
        "What is a table of contents?",
        "Index",
        "Overview",
        "Questions",
        "Inhalt eines Vertrags",
        "Содержание белка в хлебе",
        "Summary",
        "",
    ],
)
def test_other_headings(text: str) -> None:
    assert not is_contents_heading(text)


# --- chats ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "role", "rest"),
    [
        ("User:", "user", ""),
        ("You said:", "user", ""),
        ("ChatGPT said:", "assistant", ""),
        ("ChatGPT:", "assistant", ""),
        ("Assistant: Yeast makes gas.", "assistant", "Yeast makes gas."),
        ("**User**", "user", ""),
        ("**User:** Why?", "user", "Why?"),
        ("**ChatGPT**: It rises.", "assistant", "It rises."),
        ("### Assistant", "assistant", ""),
        ("## 🤖 ChatGPT", "assistant", ""),
        ("Human: Why?", "user", "Why?"),
        ("AI:", "assistant", ""),
        ("Claude", "assistant", ""),
        ("Copilot", "assistant", ""),
        ("GPT-4:", "assistant", ""),
        ("You", "user", ""),
        ("Nutzer:", "user", ""),
        ("Пользователь: Почему?", "user", "Почему?"),
        ("用户：为什么？", "user", "为什么？"),
        ("助手：", "assistant", ""),
        ("Utilisateur :", "user", ""),
        ("Usuario:", "user", ""),
        ("User (10:32):", "user", ""),
        ("[10:32] ChatGPT:", "assistant", ""),
        ("ユーザー：", "user", ""),
    ],
)
def test_speakers(text: str, role: str, rest: str) -> None:
    found, length = chat_role(text)
    assert (found, text[length:]) == (role, rest)


@pytest.mark.parametrize(
    "text",
    [
        "User",
        "Human",
        "Assistant",
        "AI",
        "Users: all who log in",
        "User stories are short.",
        "User interface: what one sees",
        "You can wait.",
        "You said that it rises.",
        "**User** is a table.",
        "Claude Monet",
        "Claude Shannon: information theory",
        "Human error: a slip",
        "AI is a field.",
        "ChatGPT is a model.",
        "Model",
        "Gemini",
        "Me too",
        "Assistant professor",
        "Нейросеть учится.",
        "你好：",
        "Bot nets: many machines",
        "",
    ],
)
def test_names_in_sentences_are_no_speakers(text: str) -> None:
    assert chat_role(text) == ("", 0)


def test_a_chat_has_two_that_take_turns() -> None:
    assert is_chat(["user", "assistant", "", "user", "assistant"])
    assert is_chat(["user", "assistant", "assistant", "user"])
    assert not is_chat(["assistant", "assistant"])
    assert not is_chat(["user"])
    assert not is_chat(["user", "user", "user", "user", "assistant"])
    assert not is_chat([])


@pytest.mark.parametrize(
    "text",
    [
        "Continue",
        "continue please",
        "Please continue.",
        "go on",
        "Continue generating",
        "continue from where you left off",
        "Continue with question 12",
        "ok, next",
        "Can you continue?",
        "weiter",
        "Mach weiter",
        "bitte weiter",
        "Продолжай",
        "дальше, пожалуйста",
        "continúa",
        "sigue",
        "continuez s'il vous plaît",
        "la suite",
        "continua",
        "继续",
        "请继续",
        "続けてください",
    ],
)
def test_prompts_to_go_on(text: str) -> None:
    assert is_continue(text)


@pytest.mark.parametrize(
    "text",
    [
        "Continue until the dough is smooth.",
        "The continue statement skips the rest of a loop.",
        "continue skips the rest",
        "Go on foot",
        "Next to the oven",
        "weiter oben",
        "Weiter geht es mit dem Teig.",
        "Продолжай месить тесто",
        "Sigue la receta.",
        "继续揉面直到光滑",
        "More than ten",
        "The rest is kept for tomorrow",
        "",
    ],
)
def test_sentences_that_begin_like_prompts(text: str) -> None:
    assert not is_continue(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sure! Here are the answers:",
        "Certainly, here's a list of the questions with short answers.",
        "Of course! Below you'll find the answers to your questions:",
        "Absolutely! Let's go through them one by one:",
        "Here are the answers to your questions:",
        "Below are concise answers to all the questions in your list:",
        "Natürlich! Hier sind die Antworten:",
        "Gerne, hier findest du kurze Erklärungen zu allen Fragen:",
        "Hier sind die Antworten auf deine Fragen:",
        "Конечно! Вот ответы на ваши вопросы:",
        "Вот краткие ответы на вопросы:",
        "¡Claro! Aquí tienes las respuestas:",
        "Bien sûr ! Voici les réponses :",
        "Certo! Ecco le risposte:",
        "Claro! Aqui estão as respostas:",
        "当然！以下是答案：",
        "好的，下面是这些问题的答案：",
        "もちろんです！以下は回答です：",
        "Great question! Here is a summary of the answers:",
        "**Sure!** Here are the answers:",
    ],
)
def test_openings_of_chat_answers(text: str) -> None:
    assert opens_chat_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sure, gradient descent can get stuck in a valley.",
        "Sure!",
        "Of course!",
        "Certainly, here the oven is hotter than there.",
        "Of course, a cake needs sugar. Here is why.",
        "Here are three reasons:",
        "Here are the main types of questions in a survey:",
        "Below are the steps:",
        "Here is an example:",
        "Great ovens have thick walls:",
        "Natürlich ist der Ofen heiß.",
        "Natürlich, hier spielt die Hefe eine Rolle.",
        "Hier sind drei Gründe:",
        "Конечно, тесто поднимается.",
        "Вот пример:",
        "Claro que el horno está caliente.",
        "Bien sûr, la levure produit du gaz.",
        "当然，酵母会产生气体。",
        "以下是三个原因：",
        "",
        "Ok",
    ],
)
def test_answers_that_begin_like_an_opening(text: str) -> None:
    assert not opens_chat_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "I hope this helps!",
        "I hope this helps! Let me know if you need anything else.",
        "Let me know if you'd like more detail on any of these.",
        "Feel free to ask if you have further questions.",
        "Would you like me to continue with the next ten?",
        "Good luck with your exam!",
        "If you have any more questions, feel free to ask! 😊",
        "Ich hoffe, das hilft!",
        "Soll ich mit den restlichen Fragen weitermachen?",
        "Lass mich wissen, wenn du mehr brauchst.",
        "Надеюсь, это поможет!",
        "Если у вас есть вопросы, обращайтесь.",
        "J'espère que cela vous aide !",
        "N'hésitez pas à me demander plus de détails.",
        "Espero que esto te ayude. ¡Buena suerte!",
        "Espero que isto ajude!",
        "Spero che questo ti aiuti!",
        "希望这对你有帮助！",
        "如果你还有问题，请随时告诉我。",
        "お役に立てば幸いです。",
    ],
)
def test_closings_of_chat_answers(text: str) -> None:
    assert closes_chat_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "This helps the dough to rise.",
        "Let the dough rest if you need more time.",
        "I hope to see the tide rise.",
        "If you have a cold oven, feel its wall first.",
        "Good luck is not a plan.",
        "Hope is a virtue.",
        "It is kneaded again. I hope this helps!",
        "Would the tide rise without the moon?",
        "Wenn der Teig ruht, wird er weich.",
        "Надежда умирает последней.",
        "Espero el tren.",
        "希望是一种情感。",
        "Si tienes harina, haz pan.",
        "",
    ],
)
def test_answers_that_end_like_a_closing(text: str) -> None:
    assert not closes_chat_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "Continuing from where I left off:",
        "Here is the rest:",
        "Here are the remaining answers:",
        "Sure! Continuing with question 12:",
        "(continued)",
        "Let me continue:",
        "Fortsetzung:",
        "Hier sind die restlichen Antworten:",
        "Voici la suite :",
        "Continuación:",
        "Продолжение:",
        "Вот остальные ответы:",
        "接上文：",
        "続きです。",
    ],
)
def test_resumptions(text: str) -> None:
    assert continues_chat_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "Continuing education pays. It does so for years.",
        "Here is the rest of the dough, which is kept in the fridge overnight until it is used.",
        "Here is the oven:",
        "Fortsetzungen erscheinen jede Woche.",
        "The list is continued on the back of the sheet in small print.",
        "Продолжительность дня растёт.",
        "Let me explain:",
        "",
    ],
)
def test_sentences_that_begin_like_a_resumption(text: str) -> None:
    assert not continues_chat_answer(text)


# --- fillers ----------------------------------------------------------------------------------

REAL = "Yeast eats sugar and gives off gas, which lifts the dough while it rests. " * 3


@pytest.mark.parametrize(
    "text",
    [
        "As an AI language model, I do not have opinions on bread.",
        "As an AI, I can't taste bread. " + REAL,
        "I'm sorry, but I can't help with that.",
        "I am sorry, but I cannot provide an answer to this question.",
        "I don't have access to your notes.",
        "I apologize, but I am unable to see the picture.",
        "Unfortunately, I cannot browse the web.",
        "Als KI-Sprachmodell habe ich keine Meinung.",
        "Es tut mir leid, aber ich kann dabei nicht helfen.",
        "Как языковая модель, я не могу пробовать хлеб.",
        "Извините, но я не могу ответить на этот вопрос.",
        "作为一个人工智能语言模型，我无法品尝面包。",
        "抱歉，我无法回答这个问题。",
        "En tant que modèle de langage, je ne peux pas goûter le pain.",
        "Como modelo de lenguaje, no puedo probar el pan.",
        "Lo siento, pero no puedo ayudar con eso.",
        "Como modelo de linguagem, não posso provar o pão.",
        "Come modello linguistico, non posso assaggiare il pane.",
        "申し訳ありませんが、その質問にはお答えできません。",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "It depends. I don't have access to real-time information on the price of bread in towns.",
    ],
)
def test_fillers(text: str) -> None:
    reason = is_filler(text)
    assert reason
    assert not reason.endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "As an AI language model, BERT predicts words that are hidden.",
        "As an AI grows, so does its need for power.",
        "I'm sorry I'm late.",
        "I am sorry, but I can't come on Friday.",
        "I cannot stress enough how hot the oven must be.",
        "I can't help but smile.",
        "I am an AI engineer and build ovens that learn.",
        "My training was in bread.",
        "Es tut mir leid, aber ich kann am Freitag nicht kommen.",
        "Je ne peux pas venir.",
        "Lo siento, pero no puedo ir.",
        "Извините, но я не могу прийти.",
        "我不能来。",
        "I don't have a sourdough, so I use yeast.",
        REAL + "I don't have access to the oven at night. " + REAL,
        "Als KI-Modell gilt jedes Programm, das lernt.",
        "Как языковая модель BERT предсказывает слова.",
        "作为一个人工智能系统，它会学习。",
        "Lorem ipsum is text that fills a page.",
        "Sorry means that one regrets.",
        "En tant que modèle de langage, BERT prédit des mots.",
        "Lo siento mucho significa pena.",
        "No.",
        "",
    ],
)
def test_answers_that_say_something(text: str) -> None:
    assert is_filler(text) == ""


def test_a_filler_is_reported() -> None:
    reason = is_filler("I'm sorry, but I can't help with that.")
    found = filler_diagnostic(Span("bread.txt", 4), "answer 2", reason, "I'm sorry, …")
    assert found.code == "NN020"
    assert found.message == (
        "answer 2 says nothing: an assistant declines to answer or speaks about itself"
    )
    assert "accept: [NN020]" in found.help


@pytest.mark.parametrize(
    "text",
    [
        "As an AI language model, I cannot vouch for this recipe.",
        "*Als KI-Sprachmodell kann ich das nicht garantieren.*",
        "En tant que modèle de langage, je ne peux pas le garantir.",
        "Как языковая модель, я не могу за это поручиться.",
    ],
)
def test_an_assistant_that_speaks_of_itself(text: str) -> None:
    assert speaks_of_itself(text)


@pytest.mark.parametrize(
    "text",
    [
        "As an AI, I can't taste bread, but rye tastes sour.",
        "As an AI, I can't taste bread. Rye tastes sour.",
        "As an AI, I can only list these: rye, wheat.",
        "I'm sorry, but I can't help with that.",
        "As an AI language model, BERT predicts words that are hidden.",
    ],
)
def test_what_says_more_than_an_assistant_about_itself(text: str) -> None:
    assert not speaks_of_itself(text)


# --- chat frames between two questions --------------------------------------------------------

FRAMED = """{0}1. What makes dough rise?{1}

Yeast makes gas.

{frames}

{0}2. What makes a crust?{1}

Dry heat does.

{0}3. What makes it sour?{1}

Acids of bacteria.
"""
PAUSE = "Would you like me to continue?\n\nSure! Here are the rest:"


def answers_of(text: str, *, is_markdown: bool) -> tuple[list[str], list[str]]:
    """Return the answers of a text, and the codes of what was said about it."""
    reading = read_blocks(
        text, Source(SourceId("bread"), "bread"), "bread", is_markdown=is_markdown
    )
    codes = [diagnostic.code for diagnostic in reading.diagnostics]
    return [entry.answer for entry in reading.document.entries], codes


@pytest.mark.parametrize(
    ("before", "after", "is_markdown"),
    [("**", "**", True), ("## ", "", True), ("", "", True), ("", "", False)],
)
@pytest.mark.parametrize(
    "frames",
    [
        PAUSE,
        PAUSE.replace("\n\n", "\n\nContinue\n\n"),
        "Let me know if you want more.\n\n---\n\nCertainly! Here are the next questions:",
        "Soll ich weitermachen?\n\nGerne! Hier sind die restlichen Fragen:",
        "As an AI language model, I cannot vouch for this recipe.",
    ],
)
def test_a_frame_between_two_questions_is_no_answer(
    before: str, after: str, is_markdown: bool, frames: str
) -> None:
    text = FRAMED.format(before, after, frames=frames)
    answers, codes = answers_of(text, is_markdown=is_markdown)
    assert answers == ["Yeast makes gas.", "Dry heat does.", "Acids of bacteria."]
    assert "NN013" not in codes
    assert "NN016" in codes


@pytest.mark.parametrize(
    "last",
    ["It has these parts:", "Continue", "Sure, the dough rises.", "As an AI, I say: use yeast."],
)
def test_what_only_looks_like_a_frame_stays(last: str) -> None:
    answers, _ = answers_of(FRAMED.format("## ", "", frames=last), is_markdown=True)
    assert answers[0] == f"Yeast makes gas.\n\n{last}"


def test_a_frame_alone_stays_as_the_answer() -> None:
    text = FRAMED.format("## ", "", frames="x").replace("Yeast makes gas.\n\nx", PAUSE)
    answers, _ = answers_of(text, is_markdown=True)
    assert answers[0]


def test_a_broken_end_is_found_above_a_frame() -> None:
    frames = "Salt makes it taste and also the\n\nAs an AI model, I cannot vouch for this."
    answers, codes = answers_of(FRAMED.format("", "", frames=frames), is_markdown=False)
    assert answers[0].endswith("and also the")
    assert "NN013" in codes
    assert "NN016" in codes
