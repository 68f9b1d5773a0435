"""English and the languages nearest to it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from nnexport.exporters.phrases.phrases import Phrases

GERMANIC: Mapping[str, Phrases] = MappingProxyType(
    {
        "en": Phrases(
            contents="Contents",
            page="Page {page} of {pages}",
            answer_on="answer: page {page}",
            question_on="p. {page}",
            continued="(continued)",
            no_answer="no answer",
            also_from="Also, from {source}:",
            part="part {part} of {parts}",
            answers="Answers",
            answer="Answer:",
            picture="picture",
            calibration=(
                "Hold this sheet against the light, this side toward you.",
                (
                    "How far is the cross of this side to the right of the other one, and how "
                    "far below it?"
                ),
                "Print again with the opposite, in mm.",
                "For 2 mm to the right and 1 mm above:",
            ),
        ),
        "de": Phrases(
            contents="Inhalt",
            page="Seite {page} von {pages}",
            answer_on="Antwort: Seite {page}",
            question_on="S. {page}",
            continued="(Fortsetzung)",
            no_answer="keine Antwort",
            also_from="Weitere Antwort (Quelle: {source}):",
            part="Teil {part} von {parts}",
            answers="Antworten",
            answer="Antwort:",
            picture="Bild",
            calibration=(
                "Dieses Blatt gegen das Licht halten, mit dieser Seite zum Betrachter.",
                "Wie weit liegt das Kreuz dieser Seite rechts vom anderen, und wie weit darunter?",
                "Mit den entgegengesetzten Werten in mm noch einmal drucken.",
                "Bei 2 mm rechts und 1 mm darüber:",
            ),
        ),
        "nl": Phrases(
            contents="Inhoud",
            page="Pagina {page} van {pages}",
            answer_on="antwoord: p. {page}",
            question_on="p. {page}",
            continued="(vervolg)",
            no_answer="geen antwoord",
            also_from="Ander antwoord (bron: {source}):",
            part="deel {part} van {parts}",
            answers="Antwoorden",
            answer="Antwoord:",
            picture="afbeelding",
            calibration=(
                "Houd dit vel tegen het licht, met deze kant naar u toe.",
                "Hoe ver staat het kruis van deze kant rechts van het andere, en hoe ver eronder?",
                "Druk opnieuw af met de tegengestelde waarden, in mm.",
                "Voor 2 mm rechts en 1 mm erboven:",
            ),
        ),
        "sv": Phrases(
            contents="Innehåll",
            page="Sida {page} av {pages}",
            answer_on="svar: sida {page}",
            question_on="s. {page}",
            continued="(fortsättning)",
            no_answer="inget svar",
            also_from="Annat svar (källa: {source}):",
            part="del {part} av {parts}",
            answers="Svar",
            answer="Svar:",
            picture="bild",
            calibration=(
                "Håll arket mot ljuset med den här sidan mot dig.",
                (
                    "Hur långt till höger om det andra ligger den här sidans kors, och hur "
                    "långt under?"
                ),
                "Skriv ut igen med motsatta värden i mm.",
                "För 2 mm till höger och 1 mm ovanför:",
            ),
        ),
        "da": Phrases(
            contents="Indhold",
            page="Side {page} af {pages}",
            answer_on="svar: side {page}",
            question_on="s. {page}",
            continued="(fortsat)",
            no_answer="intet svar",
            also_from="Andet svar (kilde: {source}):",
            part="del {part} af {parts}",
            answers="Svar",
            answer="Svar:",
            picture="billede",
            calibration=(
                "Hold arket op mod lyset med denne side mod dig.",
                "Hvor langt til højre for det andet ligger denne sides kryds, og hvor langt under?",
                "Udskriv igen med de modsatte værdier i mm.",
                "Ved 2 mm til højre og 1 mm over:",
            ),
        ),
        "nb": Phrases(
            contents="Innhold",
            page="Side {page} av {pages}",
            answer_on="svar: side {page}",
            question_on="s. {page}",
            continued="(fortsatt)",
            no_answer="uten svar",
            also_from="Annet svar (kilde: {source}):",
            part="del {part} av {parts}",
            answers="Svar",
            answer="Svar:",
            picture="bilde",
            calibration=(
                "Hold arket mot lyset med denne siden mot deg.",
                (
                    "Hvor langt til høyre for det andre ligger krysset på denne siden, og hvor "
                    "langt under?"
                ),
                "Skriv ut på nytt med motsatte verdier i mm.",
                "For 2 mm til høyre og 1 mm over:",
            ),
        ),
    }
)
