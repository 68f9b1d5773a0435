"""The wordings of chats, per language: en, de, fr, es, it, pt, ru, zh, ja."""

from __future__ import annotations

import re


def _any(*lines: str) -> str:
    return "|".join(f"(?:{line})" for line in lines)


def _pattern(*lines: str) -> re.Pattern[str]:
    return re.compile(_any(*lines), re.IGNORECASE)


USERS = _any(
    "you|user|human|me|prompt|my prompt",
    "nutzer(?:in)?|benutzer|du|ich|mensch",
    "utilisateur|vous|moi|humain",
    "usuario|tú|usted|humano",
    "utente|tu|usuário|você",
    "пользователь|вы|ты|я|человек",
    "用户|用戶|你|您|我|提问者|ユーザー|あなた",
)
ASSISTANTS = _any(
    r"chat ?gpt(?:[ -]?\d[\w.]{0,5})?(?: (?:plus|mini|pro|turbo))?",
    r"gpt-?\d[\w.]{0,5}(?: (?:mini|turbo))?",
    r"claude(?: \d[\w.]{0,4})?(?: (?:sonnet|opus|haiku|instant))?(?: \d[\w.]{0,4})?",
    r"(?:microsoft |github |bing )?copilot|bing(?: chat| ai)?|(?:google )?(?:bard|"
    r"gemini)(?: \d[\w.]{0,4})?",
    r"deepseek(?:[ -][\w.]{1,6})?|perplexity|grok(?: \d)?|llama(?:[ -]?\d)?|mistral|qwen|openai",
    r"(?:ai|ki|ia|ии) ?(?:assistant|chatbot|bot)?|(?:ai |ki-?)?assistant(?:in|e)?|bot|chatbot|"
    r"model|"
    r"assistente|asistente(?: ia)?|ассистент|бот|нейросеть|модель|"
    r"助手|机器人|人工智能|アシスタント|ai助手",
)
SAID = _any(
    "said|says|wrote|replied", "(?:hat )?(?:sagt|gesagt)e?", "a dit|dit|dijo|ha detto|disse"
)
SAID += r"|сказал[аи]?|пишет|说|說|曰"

_PLEASE = r"(?:please|pls|bitte|s'il (?:vous|te) pla[iî]t|por favor|per favore|пожалуйста|请|請)"
CONTINUE = re.compile(
    rf"(?:{_PLEASE}[ ,]*)?(?:(?:ok(?:ay)?|yes|ja|oui|sí|si|да|好的?)[ ,，]*)?(?:{_PLEASE}[ ,]*)?(?:"
    + _any(
        r"(?:can|could|would) you (?:please )?(?:continue|go on|keep going)(?: [\w ']{0,40})?",
        r"(?:continue|go on|keep going|carry on|proceed|next)(?: (?:generating|writing|answering))?"
        r"(?: (?:from )?where you (?:left off|stopped))?"
        r"(?: with (?:the )?(?:rest|others?|next|remaining)(?: (?:ones|questions|answers))?)?"
        r"(?: (?:with|from) (?:question |number |no\. ?)?\d{1,4})?",
        r"more|finish(?: it| the (?:answer|list|rest))?|the rest|next (?:question|part|one)s?",
        r"weiter(?: (?:bitte|so|machen|schreiben|geht's))?|mach(?:e|en sie)? (?:bitte )?weiter|"
        r"fahr(?:e|en sie)? (?:bitte )?fort|fortfahren|schreib(?:e|en sie)? weiter|setz(?:e|en "
        r"sie)? fort",
        r"contin(?:ue|uez|uer)|poursui(?:s|vez|vre)|la suite|vas-y|(?:continue|continuez) (?:là "
        r")?où "
        r"(?:tu t'es|vous vous êtes) arrêtée?",
        r"contin[uú]a(?:r)?|sigue|siga|prosigue|adelante|contin[uú]a donde lo dejaste|sigue "
        r"adelante",
        r"continua(?:re)?|vai avanti|prosegui|avanti|continue(?: de onde parou)?|prossiga|segue",
        r"продолжай(?:те)?|продолжи(?:ть|те)?|дальше|далее|ещё|давай дальше|"
        r"продолжай(?:те)? (?:с того|отвечать|писать)[\w ,]{0,40}",
        r"继续(?:回答|写|生成|吧)?|繼續|接着(?:说|写|来)?|往下|下一个|続けて(?:ください)?|続き(?:を)?(?:お願いします)?|"
        r"つづけて",
    )
    + rf")(?:[ ,，]*(?:{_PLEASE}))?\s*[.!?…。！？]{{0,3}}",
    re.IGNORECASE,
)

GREETINGS = re.compile(
    "(?:"
    + _any(
        r"sure(?: thing)?|certainly|of course|absolutely|definitely|gladly|happy to help|great|"
        r"(?:great|good|excellent) (?:question|idea)s?|no problem|alright|okay|ok|got it|"
        r"understood|"
        r"i'd be happy to(?: help)?|i can help with that|here you go|thanks?(?: you)?(?: for[\w "
        r"]{0,40})?",
        r"gerne?|natürlich|selbstverständlich|klar|sicher|na klar|gute frage|kein problem|"
        r"aber (?:gern|natürlich|sicher)",
        r"bien sûr|certainement|avec plaisir|absolument|d'accord|volontiers|bonne question|"
        r"pas de problème",
        r"¡?\s?(?:claro(?: que sí)?|por supuesto|desde luego|con gusto|seguro|buena pregunta|"
        r"de acuerdo|con mucho gusto)",
        r"certo|certamente|naturalmente|volentieri|con piacere|assolutamente|va bene|"
        r"claro|com certeza|certamente|com prazer|sem problemas?",
        r"конечно|разумеется|безусловно|с удовольствием|хорошо|хороший вопрос|без проблем|ладно|да",
        r"当然(?:可以|了)?|好的|没问题|很高兴为您|當然|好問題|もちろん(?:です)?|はい|承知しました|かしこまりました|"
        r"わかりました|喜んで",
    )
    + r")(?=[\s,.!:;—–！，。、-])[\s,.!:;—–！，。、-]*",
    re.IGNORECASE,
)

_WHOM = r"(?:(?:some|the|a|all|your|my|detailed|brief|short|concise|complete|clear|simple) )*"
ANNOUNCES = _pattern(
    r"(?:here|below|the following|these) (?:are|is|'s|you(?:'ll| will| can)? find)\b|here's\b|"
    r"here you (?:go|will)|"
    r"below,? (?:i|you|we)\b|i(?:'ve| have) (?:answered|prepared|compiled|written|listed|put "
    r"together)\b|"
    r"(?:i'll|i will|let me|let's|i can|we'll) (?:answer|go through|provide|give|list|explain|"
    r"walk|break|"
    r"start|help|do|take)\b|as requested",
    r"hier (?:sind|ist|findest|finden|kommen|die)\b|(?:im folgenden|unten|nachfolgend|anbei)\b|"
    r"ich (?:habe|beantworte|werde|gebe|liste)\b|nachstehend",
    r"voici\b|voilà\b|ci-dessous\b|vous trouverez\b|je vais\b|les réponses\b",
    r"aquí (?:tienes?|están?|te|le|les|va[ns]?|encontrar)\b|a continuación\b|te (?:dejo|"
    r"presento)\b|"
    r"estas son\b|voy a\b",
    r"ecco\b|di seguito\b|qui (?:sotto|trovi)\b|aqui (?:estão|está|vão|vai|tem)\b|a seguir\b|"
    r"abaixo\b|"
    r"seguem\b|segue\b|vou\b",
    r"вот\b|ниже\b|привожу\b|далее\b|сейчас\b|я (?:отвечу|подготовил|составил)",
    r"以下是|下面是|以下为|这里是|这是|下面|我来|我将|以下は|以下に|こちら(?:が|は|に)|それでは",
)
NAMES_ANSWERS = _pattern(
    r"\b(?:answers?|questions?|list|responses?|explanations?|solutions?|summary|overview|notes)\b",
    r"\b(?:antworten?|fragen?|liste|erklärung(?:en)?|lösung(?:en)?|übersicht|zusammenfassung)\b",
    r"\b(?:réponses?|questions?|liste|explications?|résumé)\b",
    r"\b(?:respuestas?|preguntas?|lista|explicaci(?:ón|ones)|resumen|soluciones)\b",
    r"\b(?:risposte?|domande?|elenco|spiegazioni?|respostas?|perguntas?|explicações|resumo)\b",
    r"(?:ответ|вопрос|список|объяснени|решени)",
    r"答案|回答|问题|解答|列表|清单|問題|答え|質問|解説|リスト",
)
ANNOUNCES_ALONE = _pattern(
    rf"(?:here|below) (?:are|is|you(?:'ll| will| can)? find) {_WHOM}(?:answers?|responses?)"
    r"(?: and explanations)? (?:to|for) (?:all |each of )*(?:the |your |these |those )"
    r"[\w ,-]{0,60}(?:questions?|list|prompts?|exercises?)[\w ]{0,30}[:.…]",
    rf"(?:here|below) (?:are|is) {_WHOM}(?:answers?|responses?) (?:you (?:asked for|requested)|"
    r"as requested)[:.]",
    rf"here are {_WHOM}(?:answers|responses)\s*:",
    r"i(?:'ve| have) answered (?:all |each of )*(?:the|your) [\w ]{0,30}questions?[\w ]{0,20}[:.]",
    r"hier (?:sind|findest du|finden sie) (?:die |alle |kurze )*antworten(?: (?:auf|zu) (?:deine|"
    r"ihre|die|"
    r"alle) [\w ]{0,30}fragen)?\s*[:.]",
    r"(?:voici|vous trouverez ci-dessous) (?:les|des) réponses(?: (?:détaillées|"
    r"complètes))?(?: (?:à|aux) "
    r"(?:vos|tes|ces|les)?\s?[\w ]{0,20}questions?)?\s*[:.]",
    r"(?:aquí (?:tienes|están|te dejo)|a continuación,?(?: (?:tienes|encontrarás|están))?) (?:las|"
    r"todas las) "
    r"respuestas(?: a (?:tus|sus|las|estas) [\w ]{0,20}preguntas?)?\s*[:.]",
    r"(?:ecco|di seguito) le risposte(?: alle (?:tue |sue )?domande)?\s*[:.]|"
    r"(?:aqui estão|a seguir(?: estão)?|seguem) as respostas(?: (?:às|para as) (?:suas "
    r")?perguntas)?\s*[:.]",
    r"(?:вот|ниже(?: приведены)?) (?:краткие |подробные )?ответы(?: на (?:ваши|твои|эти|все|все "
    r"ваши)? ?вопросы)?\s*[:.]",
    r"(?:以下是|下面是)(?:对?您?你?的?(?:所有|这些|各个)?问题的?)(?:详细|简要)?(?:答案|回答|解答)[:：。]|"
    r"(?:以下|こちら)(?:は|が)(?:ご)?質問(?:へ|に対する)の(?:回答|答え)です[。：:]",
)

RESUMES = _pattern(
    r"(?:continuing|picking up|resuming)(?: (?:from|on|with|where)\b| the (?:list|answers)\b|"
    r"(?=\W*$))[\w ,'#.-]{0,60}\s*[:.…]{0,3}",
    r"(?:let me|let's|i'll|i will) (?:continue|go on|pick up)(?: (?:from|with|where))?[\w "
    r",'#.-]{0,60}[:.…]{0,3}",
    r"here(?: is|'s| are) the (?:rest|remaining|next|continuation|other)\b[\w "
    r",'#.-]{0,50}[:.…]{0,3}",
    r"(?:the )?(?:list |answers? )?continue[ds](?: from (?:above|before))?[:.…]{0,3}|cont'?d\.?:?",
    r"fortsetzung(?: der (?:antworten|liste))?[:.…]{0,3}|(?:hier )?(?:geht es|"
    r"geht's) weiter(?: mit[\w ]{0,30})?[:.…]{0,3}|"
    r"hier (?:ist|sind|kommt|kommen) (?:der rest|die (?:restlichen|übrigen|weiteren)\b[\w "
    r"]{0,30})[:.…]{0,3}|"
    r"ich (?:mache|fahre) [\w ]{0,40}(?:weiter|fort)[:.…]{0,3}",
    r"(?:la )?suite(?: des réponses)?\s*[:.…]{0,3}|voici (?:la suite|le reste)\b[\w "
    r"]{0,30}\s?[:.…]{0,3}|"
    r"je (?:continue|poursuis|reprends)\b[\w ']{0,40}\s?[:.…]{0,3}",
    r"continu(?:ación|ando|ação)\b[\w ]{0,40}[:.…]{0,3}|continúo\b[\w ]{0,40}[:.…]{0,3}|(?:aquí "
    r"(?:está|tienes)|aqui está) "
    r"(?:el|o) (?:resto|restante)\b[\w ]{0,30}[:.…]{0,3}",
    r"(?:ecco il resto|proseguo|continuo|continuazione)\b[\w ]{0,40}[:.…]{0,3}",
    r"продолж(?:ение|аю|аем|им)\b[\w ]{0,40}[:.…]{0,3}|вот (?:остальные|продолжение|"
    r"остальное)\b[\w ]{0,30}[:.…]{0,3}",
    r"(?:接上文|接上|继续(?:上文|回答)?|以下是(?:剩余|其余)(?:的)?(?:部分|答案|问题|内容)?)[:：。…]{0,3}|"
    r"(?:続き|続きです|残りの(?:回答|答え)です)[:：。…]{0,3}",
)

_WISH = r"(?:this|these|it|that|das|dies|die antworten|ces réponses|cela|esto|questo|isso|это)"
CLOSES = _pattern(
    rf"(?:i )?(?:really )?hope (?:{_WISH}|the|my)\b[\w ']{{0,40}}(?:help|useful|clarif|answer|"
    rf"clear)",
    r"(?:please )?(?:just )?let me know (?:if|whether|how|in case|which|what) (?:you|there|any|"
    r"this|i)\b",
    r"(?:please |and )?(?:feel free|don'?t hesitate|do not hesitate) to (?:ask|reach out|let me "
    r"know|contact me|"
    r"share|tell me)\b",
    r"if (?:you|there)(?:'d| would|'ve| have| are|'re| need| want| like)\b[^.!?]{0,80}"
    r"(?:let me know|feel free|just ask|i can\b|i'd be|i'll|don'?t hesitate|reach out|happy to)",
    r"(?:would you like|do you want|shall i|should i|want me|can i help|is there anything|do you "
    r"have any "
    r"(?:other|more|further))\b[^.!?]{0,160}\?",
    r"(?:good luck|best of luck|happy (?:learning|studying|coding|reading))(?: (?:with|on|in|"
    r"for)\b[\w ',]{0,60})?!?\.?$",
    r"(?:you're welcome|i'm (?:here|happy) to help|happy to help)\b[\w ,']{0,40}[.!]?$",
    r"ich hoffe,? (?:das|dies|diese|die)\b[\w ,]{0,40}(?:hilf|helf|weiter|klar|nützlich)",
    r"(?:hast du|haben sie|gibt es|habt ihr) (?:noch )?(?:weitere )?fragen\b[^.!?]{0,40}\?",
    r"(?:lass|lassen sie) (?:es )?mich (?:bitte )?wissen|(?:sag|sagen sie|gib|geben "
    r"sie)(?: mir)? (?:einfach |gern |mir )?"
    r"bescheid|(?:melde dich|melden sie sich) (?:gerne?|einfach)",
    r"(?:wenn|falls) (?:du|sie|noch|ihr)\b[^.!?]{0,80}(?:frag|bescheid|wissen|helfe|gerne?\b)|"
    r"(?:möchtest du|möchten sie|soll ich|willst du)\b[^.!?]{0,120}\?|viel (?:erfolg|glück|"
    r"spaß)\b[\w ]{0,40}!?\.?$|"
    r"(?:du kannst|sie können) (?:mich )?(?:jederzeit|gerne?) fragen",
    r"j'espère que (?:cela|ça|ces|cette|ce)\b[\w ']{0,50}|n'hésitez? pas (?:à|si)\b|n'hésite pas "
    r"(?:à|si)\b|"
    r"(?:souhaitez-vous|voulez-vous|veux-tu|souhaites-tu) (?:que je|une|des|plus)\b[^.!?]{0,120}\?|"
    r"bonne chance\b[\w ]{0,40}|faites-moi savoir\b|dites-moi si\b",
    r"espero que (?:esto|esta|estas|te|le|les|isso|isto|essas?|estas?|tenha)\b[\w ]{0,50}|(?:no "
    r"dudes|no dude) en\b|"
    r"si (?:tienes|necesitas|quieres|tiene|necesita)\b[^.!?]{0,80}(?:avísame|dime|pregunta|no "
    r"dudes|házmelo|puedo)|"
    r"¿?(?:te gustaría|quieres|le gustaría|desea) que (?:te |le )?[^.!?]{0,120}\?|avísame si\b|"
    r"hazme saber\b|"
    r"¡?(?:(?:mucha|buena) )?suerte\b[\w ]{0,40}",
    r"spero di (?:esser|aver)\w*\b[\w ]{0,40}|spero che (?:questo|queste|ti|vi|"
    r"sia)\b[\w ]{0,50}|(?:fammi|fatemi|mi faccia) sapere (?:se|"
    r"come)\b|"
    r"(?:vuoi|desideri|vuole) che (?:io |ti )?[^.!?]{0,120}\?|non esitare a\b|buona fortuna\b[\w "
    r"]{0,40}|"
    r"(?:se (?:precisar|tiver|quiser|hai|avete)\b[^.!?]{0,80}(?:avise|pergunt|posso|chiedi|fammi|"
    r"disposição))|"
    r"(?:me avise|avise-me) se\b|(?:gostaria|quer|você quer) que eu\b[^.!?]{0,120}\?|boa "
    r"sorte\b[\w ]{0,40}|"
    r"(?:fique|sinta-se) à vontade para perguntar",
    r"надеюсь,? (?:это|эти|что|ответы|я|вам)\b[\w ,]{0,50}|(?:дай(?:те)? (?:мне )?знать|"
    r"обращайтесь)\b|"
    r"если (?:у (?:вас|тебя)|вам|тебе|нужн|хотите|хочешь|что-то|возникнут)[^.!?]{0,80}(?:спрашива|"
    r"знать|обраща|помочь|"
    r"могу|напиши|скажи|пишите)|(?:хотите|хочешь|нужно ли)(?:,)? (?:чтобы )?я?\b[^.!?]{0,120}\?|"
    r"удачи\b[\w ]{0,40}",
    r"希望(?:这|以上|这些|上述|我的)[^。！？]{0,30}(?:帮助|有用|有帮助)|如果(?:您|你)?(?:还|有)[^。！？]{0,40}(?:告诉我|提问|随时|问我)|"
    r"(?:需要我|要不要我|是否需要我)[^。！？]{0,40}[?？]|请随时(?:告诉|提问|问我)|祝(?:你|您)[^。！？]{0,20}(?:顺利|成功|好运)",
    r"(?:お役に立て(?:ば|れば)|参考になれば)[^。！？]{0,20}|(?:他に|ほかに|何か)[^。！？]{0,30}(?:お知らせ|聞いて|お尋ね|"
    r"ご質問)[^。！？]{0,20}|"
    r"(?:続けますか|続けましょうか|お気軽に[^。！？]{0,20})",
)
