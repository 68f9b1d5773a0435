"""French, Spanish, Italian, Portuguese, Romanian."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from nnexport.exporters.phrases.phrases import Phrases

# French has a space before a colon and a question mark; a line must not end there.

ROMANCE: Mapping[str, Phrases] = MappingProxyType(
    {
        "fr": Phrases(
            contents="Sommaire",
            page="Page {page} sur {pages}",
            answer_on="réponse\u00a0: p. {page}",
            question_on="p. {page}",
            continued="(suite)",
            no_answer="sans réponse",
            also_from="Autre réponse (source\u00a0: {source})\u00a0:",
            part="partie {part} sur {parts}",
            answers="Réponses",
            answer="Réponse\u00a0:",
            picture="image",
            calibration=(
                "Tenez cette feuille à la lumière, cette face vers vous.",
                (
                    "De combien la croix de cette face est-elle à droite de l’autre, et de "
                    "combien au-dessous\u00a0?"
                ),
                "Imprimez de nouveau avec les valeurs opposées, en mm.",
                "Pour 2 mm à droite et 1 mm au-dessus\u00a0:",
            ),
        ),
        "es": Phrases(
            contents="Índice",
            page="Página {page} de {pages}",
            answer_on="respuesta: p. {page}",
            question_on="p. {page}",
            continued="(continuación)",
            no_answer="sin respuesta",
            also_from="Otra respuesta (fuente: {source}):",
            part="parte {part} de {parts}",
            answers="Respuestas",
            answer="Respuesta:",
            picture="imagen",
            calibration=(
                "Sostenga esta hoja a contraluz, con esta cara hacia usted.",
                "¿Cuánto queda la cruz de esta cara a la derecha de la otra, y cuánto por debajo?",
                "Imprima de nuevo con los valores opuestos, en mm.",
                "Para 2 mm a la derecha y 1 mm por encima:",
            ),
        ),
        "it": Phrases(
            contents="Indice",
            page="Pagina {page} di {pages}",
            answer_on="risposta: p. {page}",
            question_on="p. {page}",
            continued="(seguito)",
            no_answer="nessuna risposta",
            also_from="Altra risposta (fonte: {source}):",
            part="parte {part} di {parts}",
            answers="Risposte",
            answer="Risposta:",
            picture="immagine",
            calibration=(
                "Tenere il foglio controluce, con questo lato rivolto verso di sé.",
                (
                    "Di quanto la croce di questo lato è a destra dell’altra, e di quanto più "
                    "in basso?"
                ),
                "Stampare di nuovo con i valori opposti, in mm.",
                "Per 2 mm a destra e 1 mm più in alto:",
            ),
        ),
        "pt": Phrases(
            contents="Índice",
            page="Página {page} de {pages}",
            answer_on="resposta: p. {page}",
            question_on="p. {page}",
            continued="(continuação)",
            no_answer="sem resposta",
            also_from="Outra resposta (fonte: {source}):",
            part="parte {part} de {parts}",
            answers="Respostas",
            answer="Resposta:",
            picture="imagem",
            calibration=(
                "Segure esta folha contra a luz, com este lado virado para si.",
                "Quanto está a cruz deste lado à direita da outra, e quanto abaixo?",
                "Imprima de novo com os valores opostos, em mm.",
                "Para 2 mm à direita e 1 mm acima:",
            ),
        ),
        "ro": Phrases(
            contents="Cuprins",
            page="Pagina {page} din {pages}",
            answer_on="răspuns: p. {page}",
            question_on="p. {page}",
            continued="(continuare)",
            no_answer="fără răspuns",
            also_from="Alt răspuns (sursa: {source}):",
            part="partea {part} din {parts}",
            answers="Răspunsuri",
            answer="Răspuns:",
            picture="imagine",
            calibration=(
                "Țineți foaia în lumină, cu această față spre dumneavoastră.",
                "Cu cât este crucea de pe această față la dreapta celeilalte și cu cât mai jos?",
                "Tipăriți din nou cu valorile opuse, în mm.",
                "Pentru 2 mm la dreapta și 1 mm mai sus:",
            ),
        ),
    }
)
