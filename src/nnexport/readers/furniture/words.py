"""The wordings of furniture, per language: phrases that are a whole block, and how notes begin.

Phrases are in lower case, without the signs at their ends; ``|`` parts them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product


def _phrases(*lines: str) -> frozenset[str]:
    parts = (part for line in lines for part in line.split("|"))
    return frozenset(part.strip().casefold() for part in parts)


def _pattern(*lines: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)


def _combined(*places: str) -> frozenset[str]:
    """Return every way of taking one phrase from each place; an empty one takes nothing."""
    choices = [[part.strip() for part in place.split("|")] for place in places]
    return frozenset(" ".join(filter(None, choice)) for choice in product(*choices))


@dataclass(frozen=True, slots=True)
class Tops:
    """What links back to the top say."""

    certain: frozenset[str]
    linked: frozenset[str]
    """These are such links only where they lead to a place in the same document."""


TOPS = Tops(
    certain=_phrases(
        "back to top|back to the top|back to top of page|return to top|return to the top|go to top|"
        "go to the top|scroll to top|top of page|jump to top|back to contents|"
        "back to the contents|back to table of contents|back to the table of contents|back to toc|"
        "return to contents|return to table of contents|back to index|back to menu|"
        "back to questions|back to the questions|back to the list of questions",
        "zurück nach oben|zum seitenanfang|zurück zum seitenanfang|zurück zum anfang|"
        "zum inhaltsverzeichnis|zurück zum inhaltsverzeichnis|zurück zum inhalt",
        "retour en haut|retour en haut de page|haut de page|retour au sommaire|"
        "retour à la table des matières|revenir en haut",
        "volver arriba|ir arriba|volver al inicio|volver al principio|volver al índice|"
        "subir al inicio|arriba de la página",
        "torna su|torna all'inizio|torna all'indice|torna in alto|torna al sommario",
        "voltar ao topo|voltar ao início|de volta ao topo|voltar ao índice|voltar para o topo|"
        "ir para o topo",
        "к началу|к оглавлению|к содержанию|вернуться наверх|вернуться к началу|"
        "вернуться к оглавлению|вернуться к содержанию|назад к оглавлению",
        "回到顶部|返回顶部|回到頂部|返回頂部|回到目录|返回目录|回到目錄|返回目錄|返回页首",
        "トップへ戻る|トップに戻る|ページの先頭へ|先頭へ戻る|上へ戻る|目次へ戻る|目次に戻る",
        "맨 위로|위로 가기|목차로 돌아가기",
    ),
    linked=_phrases(
        "top|up|contents|toc|table of contents|index|menu|home|go up|questions|back|start",
        "oben|nach oben|наверх|вверх|в начало|remonter|"
        "inhalt|inhaltsverzeichnis|anfang|zurück|haut|sommaire|arriba|índice|inicio|su|indice|"
        "topo|início|оглавление|содержание|назад|顶部|目录|目次|トップ|上|戻る|返回",
    ),
)

ANSWER_LABELS = _phrases(
    "answer|ans|a|the answer|your answer|my answer|correct answer",
    "antwort|réponse|reponse|respuesta|risposta|resposta|ответ|答案|回答|答|解答|答え|정답|답",
)
SOLUTION_LABELS = _phrases("solution|lösung|solución|soluzione|solução|решение|解")

PLACEHOLDERS = _phrases(
    "todo|to do|tbd|tba|wip|fixme|lorem ipsum|no answer|no answer yet|no answer given|"
    "no answer available|no answer provided|not answered|not answered yet|not yet answered|"
    "answer pending|answer missing|missing answer|answer needed|answer tbd|answer to come|"
    "answer coming soon|answer goes here|answer will be added|answer to be added|"
    "to be answered|to be answered later|to be added|to be added later|to be completed|"
    "answer todo|todo answer|todo: answer|answer: todo|answer: tbd|todo: add answer",
    "noch keine antwort|keine antwort|antwort fehlt|antwort folgt|noch nicht beantwortet|"
    "noch offen|antwort hier|ihre antwort|deine antwort|antwort hier einfügen|antwort einfügen|"
    "hier antwort einfügen|hier die antwort einfügen|hier antwort eintragen|wird noch ergänzt|"
    "antwort eintragen|antwort hier eintragen|hier deine antwort",
    "pas de réponse|pas encore de réponse|réponse à venir|réponse ici|votre réponse|ta réponse|"
    "votre réponse ici|écrivez votre réponse ici|insérer la réponse ici|à compléter|à remplir|"
    "ajouter la réponse",
    "sin respuesta|aún sin respuesta|todavía sin respuesta|respuesta pendiente|respuesta aquí|"
    "tu respuesta|su respuesta|tu respuesta aquí|escribe tu respuesta aquí|"
    "escriba aquí su respuesta|insertar respuesta aquí|por completar|por responder",
    "nessuna risposta|ancora nessuna risposta|risposta in arrivo|risposta qui|la tua risposta|"
    "inserisci la risposta|inserire qui la risposta|da completare|la tua risposta qui",
    "sem resposta|ainda sem resposta|resposta pendente|resposta aqui|sua resposta|"
    "sua resposta aqui|escreva sua resposta aqui|inserir resposta aqui|a completar",
    "нет ответа|ответа нет|ответа пока нет|пока нет ответа|ответ здесь|ваш ответ|ваш ответ здесь|"
    "твой ответ|ответ будет позже|ответ появится позже|вставьте ответ|вставьте ответ сюда|"
    "впишите ответ|напишите ответ здесь|дописать|добавить ответ",
    "待补充|待完善|待续|待填写|待回答|暂无答案|暂无回答|没有答案|答案待补充|在此填写答案|"
    "请在此处填写答案|待補充|尚無答案|未完待续|答案略",
    "回答待ち|未回答|回答なし|ここに回答|ここに答えを書く|後で書く|準備中|要追記",
) | _combined(
    "add|write|insert|enter|type|put|fill in|provide|place|give",
    "|your|an|the|my",
    "answer",
    "|here|below|in here",
)
PLACEHOLDERS |= _phrases("answer here|your answer|your answer here|answer below|the answer here")

UNSURE_PLACEHOLDERS = _phrases(
    "work in progress|under construction|coming soon|help wanted|unanswered|placeholder|"
    "to be continued|in arbeit|kommt noch|en construction|à venir|bientôt|en obras|"
    "próximamente|in lavorazione|prossimamente|em breve|em construção|скоро|"
    "в разработке|в процессе|建设中|施工中|近日公開|answer|ответ|antwort|réponse|respuesta|"
    "risposta|resposta|答案",
)
"""Placeholders only in brackets, behind a sign or before dots: the words are answers, too."""

TOGGLES = _phrases(
    "click to reveal|click to expand|click to see|click to show|tap to reveal|click for answer|"
    "click for the answer|click to see the answer|click to view the answer|click to show answer|"
    "click to reveal answer|click to reveal the answer|click here to see the answer|"
    "click here for the answer|click here to reveal the answer|click to see answer|"
    "expand answer|see the answer below|show / hide answer|"
    "show/hide answer|answer (click to expand)",
    "antwort anzeigen|antwort zeigen|antwort einblenden|antwort ausblenden|lösung anzeigen|"
    "lösung zeigen|lösung einblenden|antwort aufdecken|antwort anzeigen / ausblenden|"
    "zum anzeigen klicken|klicken, um die antwort zu sehen",
    "voir la réponse|afficher la réponse|montrer la réponse|cacher la réponse|voir la solution|"
    "afficher la solution|cliquez pour voir la réponse|masquer la réponse|révéler la réponse",
    "ver respuesta|ver la respuesta|mostrar respuesta|mostrar la respuesta|ocultar respuesta|"
    "ver solución|mostrar solución|haz clic para ver la respuesta|revelar respuesta",
    "mostra risposta|mostra la risposta|vedi risposta|vedi la risposta|nascondi risposta|"
    "mostra soluzione|clicca per vedere la risposta",
    "ver resposta|ver a resposta|mostrar resposta|mostrar a resposta|ocultar resposta|"
    "ver solução|clique para ver a resposta",
    "показать ответ|посмотреть ответ|скрыть ответ|показать решение|открыть ответ|"
    "нажмите, чтобы увидеть ответ|ответ (нажмите)|показать/скрыть ответ",
    "显示答案|查看答案|点击查看答案|点击显示答案|隐藏答案|展开答案|顯示答案|查看解析",
    "答えを見る|答えを表示|解答を見る|解答を表示|答えを隠す|回答を表示|クリックして答えを表示",
) | _combined("show|view|see|reveal|toggle|hide|display", "|the", "answer|answers|solution")

BUTTONS = _phrases(
    "copy code|copy to clipboard|regenerate|regenerate response|stop generating|"
    "run code|try it yourself|open in app|improve this answer|add a comment|add comment|"
    "share improve this answer follow|share improve this answer|leave a comment|"
    "skip to content|skip to main content|"
    "chatgpt can make mistakes. check important info|accept cookies|accept all cookies",
    "code kopieren|in die zwischenablage kopieren|kommentar hinzufügen|mehr anzeigen|"
    "weniger anzeigen|zum inhalt springen|cookies akzeptieren",
    "copier le code|copier dans le presse-papiers|ajouter un commentaire|afficher plus|"
    "aller au contenu",
    "copiar código|copiar al portapapeles|añadir comentario|mostrar más|ir al contenido",
    "copia codice|aggiungi un commento|mostra altro|vai al contenuto",
    "adicionar comentário|mostrar mais|ir para o conteúdo",
    "копировать код|копировать|добавить комментарий|показать ещё|показать больше|перейти к "
    "содержимому",
    "复制代码|複製程式碼|添加评论|显示更多|跳至内容|コードをコピーする|コードをコピー|コメントを追加|もっと見る",
)

PAGE_LINKS = _phrases(
    "edit this page|edit this page on github|edit on github|edit page|suggest an edit|suggest "
    "edits|"
    "improve this page|report an issue|report a problem|report a typo|"
    "view on github|print this page|view raw",
    "diese seite bearbeiten|seite bearbeiten|auf github bearbeiten|fehler melden|seite drucken",
    "modifier cette page|éditer cette page|modifier sur github|signaler une erreur",
    "editar esta página|editar en github|editar página|informar de un error",
    "modifica questa pagina|modifica su github|segnala un errore",
    "editar no github|editar esta página no github|reportar um erro",
    "редактировать страницу|редактировать эту страницу|править на github|сообщить об ошибке",
    "编辑此页|编辑本页|在 github 上编辑|编辑页面|報告錯誤|"
    "このページを編集|github で編集|このページを編集する",
)

NAVIGATION = frozenset(
    """
    prev previous next home index back up top contents toc menu page question chapter section
    lesson weiter zurück vor vorherige nächste start startseite inhalt seite frage précédent suivant
    accueil retour sommaire anterior siguiente inicio índice volver precedente successivo
    successiva avanti indietro indice próximo próxima início voltar назад вперёд вперед далее
    предыдущий следующий предыдущая следующая главная оглавление 上一页 下一页 上一章 下一章 上一题
    下一题 首页 目录 上一篇 下一篇 前へ 次へ 目次 ホーム
    """.split()
)
"""Words of which a row of links to other pages consists."""

CONTENTS = _phrases(
    "contents|table of contents|table of content|content|toc|list of contents|list of questions|"
    "table of questions|index of questions|on this page|in this article|page contents",
    "inhalt|inhaltsverzeichnis|inhaltsübersicht|inhalte|auf dieser seite|fragenverzeichnis",
    "sommaire|table des matières|contenu|liste des questions|au sommaire",
    "índice|índice de contenidos|índice de contenido|contenido|contenidos|tabla de contenido|"
    "tabla de contenidos|indice de contenidos|tabla de materias|lista de preguntas",
    "indice|sommario|contenuti|indice dei contenuti|tavola dei contenuti",
    "sumário|conteúdo|conteúdos|tabela de conteúdo|tabela de conteúdos|índice de conteúdos",
    "содержание|оглавление|список вопросов|содержание страницы|зміст",
    "目录|目錄|内容目录|问题目录|目次|もくじ|질문 목록|목차",
    "inhoud|inhoudsopgave|spis treści|obsah|içindekiler|innehåll|indhold|sisällys",
)

PAGE_NUMBERS = _pattern(
    r"(?:page|seite|página|pagina|стр\.?|страница|pág\.?|pag\.?|p\.)\s*\d{1,4}"
    r"(?:\s*(?:of|von|sur|de|di|из|/)\s*\d{1,4})?",
    r"[-–—]\s*\d{1,4}\s*[-–—]",
    r"\d{1,4}\s*\|\s*(?:page|p\s?a\s?g\s?e|seite|página|pagina|страница)",
    r"第\s*\d{1,4}\s*[页頁](?:\s*[,，/]?\s*共\s*\d{1,4}\s*[页頁])?",
    r"\d{1,4}\s*ページ(?:目)?|\d{1,4}\s*/\s*\d{1,4}\s*(?:ページ|页|頁)",
)

READING_TIMES = _pattern(
    r"(?:estimated )?(?:reading|read) time\s*[:：]?\s*(?:about |~\s*)?\d{1,3}\s*min(?:ute)?s?",
    r"(?:about )?\d{1,3}[ -]min(?:ute)?s?(?: to)? read",
    r"(?:geschätzte )?lesezeit\s*[:：]?\s*(?:ca\.? |etwa |~\s*)?\d{1,3}\s*min(?:uten?)?",
    r"(?:temps de lecture|lecture)\s*[:：]?\s*(?:environ |~\s*)?\d{1,3}\s*min(?:utes?)?",
    r"tiempo (?:estimado )?de lectura\s*[:：]?\s*\d{1,3}\s*min(?:utos?)?|"
    r"\d{1,3} min(?:utos?)? de (?:lectura|leitura)",
    r"tempo di lettura\s*[:：]?\s*\d{1,3}\s*min(?:ut[io])?|tempo de "
    r"leitura\s*[:：]?\s*\d{1,3}\s*min(?:utos?)?",
    r"время (?:на )?чтени[яе]\s*[:：]?\s*\d{1,3}\s*мин(?:ут[аы]?)?|\d{1,3} мин(?:ут[аы]?)? на "
    r"чтение",
    r"(?:预计)?阅读(?:时间|时长)?\s*[:：]?\s*(?:约\s*)?\d{1,3}\s*分钟|この記事は(?:約)?\s*\d{1,3}\s*分で読めます|"
    r"読了時間\s*[:：]?\s*(?:約)?\s*\d{1,3}\s*分",
)

STAR_NOTES = _pattern(
    r"(?:please |don'?t forget to |do not forget to |consider |and |remember to )*"
    r"(?:star(?:ring)? (?:this|the|our|my) (?:repo|repository|project)|"
    r"(?:give|giving|leave|hit|drop) (?:it|us|me|this|the|a) (?:repo |repository |project )?"
    r"(?:a |the )?(?:star\b|⭐))",
    r"if (?:you )?(?:like|liked|find|found|enjoy|enjoyed|this)\b[^.!?]{0,80}(?:\bstar\b|⭐)",
    r"(?:wenn|falls) (?:dir|euch|ihnen)\b[^.!?]{0,80}(?:stern|star\b|⭐)|(?:gib|gebt|geben "
    r"sie) [^.!?]{0,40}"
    r"\bstern\b",
    r"(?:si (?:ce|vous|tu)\b[^.!?]{0,80}|n'(?:oubliez|oublie) pas[^.!?]{0,40}|mettez |laissez )"
    r"(?:étoile|⭐)",
    r"(?:si (?:te|le|os|este)\b[^.!?]{0,80}|no olvides[^.!?]{0,40}|deja )(?:estrella|⭐)",
    r"(?:se (?:ti|vi|questo|você|gostou|este)\b[^.!?]{0,80}|deixe |lascia )(?:stella|stellina|"
    r"estrela|⭐)",
    r"(?:если\b[^.!?]{0,80}|поставьте |не забудьте[^.!?]{0,40}|ставьте )(?:зв[её]зд|⭐)",
    r"(?:如果[^。！？]{0,60}|请|欢迎|求)[^。！？]{0,20}(?:star\b|⭐|点个星|星标)|気に入ったら[^。！？]{0,30}(?:スター|⭐)",
)

SUPPORT_NOTES = _pattern(
    r"(?:please |you can |consider |if you (?:like|want|find)[^.!?]{0,60}, )*(?:buy(?:ing)? me a "
    r"coffee|"
    r"support(?:ing)? (?:me|us|this project|my work|our work)\b|become a (?:sponsor|patron)\b|"
    r"sponsor (?:me|us|this project)\b|mak(?:e|ing) a donation to (?:me|us|this project)|"
    r"donate (?:to (?:me|us|this project)|via|here|with paypal))",
    r"(?:unterstütze|unterstützen sie|unterstützt) (?:mich|uns|dieses projekt)|spendier[et]? mir|"
    r"spenden sie (?:hier|über|via)",
    r"soutenez(?:-moi|-nous)? ?(?:ce projet|mon travail|sur)?|offrez-moi un café|faites un don\b",
    r"(?:apoya|apóyame|apóyanos|apoye) (?:este proyecto|mi trabajo|en)|invítame (?:a )?un café|"
    r"(?:apoie|apoia) (?:este projeto|o projeto|meu trabalho)|me pague um café",
    r"(?:sostieni|supporta) (?:questo progetto|il progetto|il mio lavoro)|offrimi un caffè",
    r"(?:поддержите|поддержать) (?:проект|автора|меня|нас)|угостите меня кофе",
    r"(?:请我喝|打赏|赞助)(?:作者|杯咖啡|本项目|我)|コーヒーをおごって",
)

FEEDBACK_NOTES = _pattern(
    r"(?:was|is|did you find) (?:this|the) ?"
    r"(?:page|article|answer|information|section|post|topic)? ?(?:helpful|useful)\b",
    r"did (?:this|that|we) (?:help|answer) ?(?:you|your questions?)?\s*\?",
    r"(?:do you )?(?:still |have )+(?:any |more |other )?questions\s*\?",
    r"(?:need|want) (?:more|further) help\s*\?|(?:can'?t|didn'?t) find what you",
    r"war (?:dieser? |das |die )?(?:artikel|seite|antwort|beitrag)? ?"
    r"(?:für (?:sie|dich) )?hilfreich",
    r"(?:haben sie|hast du) noch fragen\s*\?|noch fragen\s*\?",
    r"cet(?:te)? (?:article|page|réponse)[^.!?]{0,30}(?:utile|aidé)",
    r"¿?(?:te|le|les|os)? ?(?:ha sido|fue|resultó|ha resultado) (?:útil|de ayuda)",
    r"est[ae] (?:página|artigo|resposta)[^.!?]{0,20}útil",
    r"был[аои]? ли (?:эт[аои]т? )?(?:стать|страниц|ответ|информаци)\w* полез",
    r"この(?:記事|ページ|回答)は(?:お)?役に立ちましたか|(?:这篇文章|本文|此页面)[^。！？]{0,8}有(?:帮助|用)吗",
)
"""Questions to the reader of a page, and not to a learner."""

HELP_NOTES = _pattern(
    r"(?:all )?(?:contributions?|prs?|pull requests?|suggestions|corrections|feedback)"
    r"(?: (?:and|or) (?:contributions?|prs?|pull requests?|issues|suggestions|corrections))?"
    r"(?: of any kind)?(?: (?:are|is))?(?: (?:always|very|more than|highly|most))*"
    r" (?:welcome|appreciated)",
    r"(?:please )?feel free to (?:contribute|(?:open|submit|create|send|make|raise|file) "
    r"(?:an? |a new )?(?:issue|pr|pull request))",
    r"(?:please )?(?:read|see|check(?: out)?) (?:the |our )?(?:contributing(?:\.md)?|contribution) "
    r"(?:guide|guidelines|file)",
    r"if you (?:find|found|notice|see|spot|have)\b[^.!?]{0,60}\b(?:mistake|error|typo|suggestion|"
    r"improvement)s?\b[^.!?]{0,60}(?:pull request|\bpr\b|issue|let me know|contact)",
    r"(?:want|would you like) to contribute\?",
    r"beiträge sind (?:immer )?(?:sehr )?willkommen|(?:pull requests|prs) (?:sind )?(?:immer "
    r")?(?:gern|willkommen)|"
    r"(?:wenn|falls) (?:du|sie|ihr)\b[^.!?]{0,40}fehler\b[^.!?]{0,60}(?:pull request|issue|melde)",
    r"(?:les )?contributions? (?:sont|est) (?:les )?bienvenues?|n'hésitez pas à (?:contribuer|"
    r"ouvrir une "
    r"(?:issue|pull request|pr))",
    r"(?:las )?contribuciones son bienvenidas|(?:se aceptan|se agradecen) (?:contribuciones|pull "
    r"requests|prs)|"
    r"no dudes en (?:contribuir|abrir un (?:issue|pull request|pr))",
    r"(?:i )?contributi sono (?:i )?benvenut[ie]|sentiti libero di (?:contribuire|aprire una)|"
    r"(?:as )?contribuições são (?:sempre )?bem[- ]vindas|(?:fique|sinta-se) à vontade para "
    r"(?:contribuir|abrir)",
    r"(?:приветствуются|буду рад|будем рады) [^.!?]{0,40}(?:pull request|пулл?-?реквест|pr\b|"
    r"правк|дополнени)|"
    r"(?:pull requests?|пулл?-?реквесты|pr) приветствуются|если (?:вы )?(?:нашли|"
    r"заметили) [^.!?]{0,40}"
    r"(?:ошибк|опечатк)",
    r"(?:欢迎|歡迎)(?:贡献|提交|提|投稿|補充|补充)?[^。！？]{0,12}"
    r"(?:pr\b|pull request|issue|指正|补充|贡献|勘误)|"
    r"(?:プルリクエスト|pr|貢献)(?:は|を)?(?:大)?歓迎",
)

SHARING = _pattern(
    r"(?:share|tweet|post)(?: (?:this|it|the))?(?: (?:page|post|article|quiz|link))?"
    r"(?: (?:on|via|to) (?:twitter|x|facebook|linkedin|whatsapp|reddit|email|telegram))+",
    r"(?:please )?share (?:this|it) (?:page|post|article|repo|repository|with (?:your )?friends)|"
    r"tweet this$",
    r"(?:follow|find|connect with) (?:me|us) (?:on|at) |subscribe to (?:my|our|the) (?:newsletter|"
    r"channel|"
    r"blog|youtube)",
    r"(?:auf|bei) (?:twitter|facebook|linkedin|whatsapp) teilen|folg(?:e|t|en sie) (?:mir|uns) auf|"
    r"(?:abonniere|abonnieren sie) (?:unseren|meinen|den) (?:newsletter|kanal)",
    r"partager sur |suivez[- ](?:moi|nous) sur|abonnez-vous à (?:ma|notre|la)",
    r"compartir en |comparte (?:este|esta|en) |sígu(?:eme|enos|eme) en|suscríbete a |"
    r"compartilh(?:e|ar) (?:no|em|"
    r"este|isto)|siga-(?:me|nos) (?:no|em)|condividi su |segui(?:mi|ci) su|iscriviti a(?:lla| )",
    r"(?:поделиться|поделитесь) (?:в|с|на|ссылк)|подпи(?:шитесь|сывайтесь) на ",
    r"分享到|关注(?:我|我们|公众号)|(?:ツイート|シェア)する$|フォロー(?:して|お願い)",
)
