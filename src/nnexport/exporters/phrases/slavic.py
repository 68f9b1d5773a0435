"""Polish, Czech, Slovak, Russian, Ukrainian, Bulgarian."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from nnexport.exporters.phrases.phrases import Phrases

SLAVIC: Mapping[str, Phrases] = MappingProxyType(
    {
        "pl": Phrases(
            contents="Spis treści",
            page="Strona {page} z {pages}",
            answer_on="odpowiedź: s. {page}",
            question_on="s. {page}",
            continued="(ciąg dalszy)",
            no_answer="brak odpowiedzi",
            also_from="Inna odpowiedź (źródło: {source}):",
            part="część {part} z {parts}",
            answers="Odpowiedzi",
            answer="Odpowiedź:",
            picture="ilustracja",
            calibration=(
                "Trzymaj arkusz pod światło, tą stroną do siebie.",
                "O ile krzyż na tej stronie leży na prawo od drugiego i o ile poniżej niego?",
                "Wydrukuj ponownie z przeciwnymi wartościami w mm.",
                "Dla 2 mm w prawo i 1 mm w górę:",
            ),
        ),
        "cs": Phrases(
            contents="Obsah",
            page="Strana {page} z {pages}",
            answer_on="odpověď: s. {page}",
            question_on="s. {page}",
            continued="(pokračování)",
            no_answer="bez odpovědi",
            also_from="Jiná odpověď (zdroj: {source}):",
            part="část {part} z {parts}",
            answers="Odpovědi",
            answer="Odpověď:",
            picture="obrázek",
            calibration=(
                "Podržte list proti světlu, touto stranou k sobě.",
                "Jak daleko je kříž této strany vpravo od druhého a jak daleko pod ním?",
                "Vytiskněte znovu s opačnými hodnotami v mm.",
                "Pro 2 mm vpravo a 1 mm nahoru:",
            ),
        ),
        "sk": Phrases(
            contents="Obsah",
            page="Strana {page} z {pages}",
            answer_on="odpoveď: s. {page}",
            question_on="s. {page}",
            continued="(pokračovanie)",
            no_answer="bez odpovede",
            also_from="Iná odpoveď (zdroj: {source}):",
            part="časť {part} z {parts}",
            answers="Odpovede",
            answer="Odpoveď:",
            picture="obrázok",
            calibration=(
                "Podržte list proti svetlu, touto stranou k sebe.",
                "Ako ďaleko je kríž tejto strany vpravo od druhého a ako ďaleko pod ním?",
                "Vytlačte znova s opačnými hodnotami v mm.",
                "Pre 2 mm vpravo a 1 mm nahor:",
            ),
        ),
        "ru": Phrases(
            contents="Содержание",
            page="Страница {page} из {pages}",
            answer_on="ответ: с. {page}",
            question_on="с. {page}",
            continued="(продолжение)",
            no_answer="нет ответа",
            also_from="Другой ответ (источник: {source}):",
            part="часть {part} из {parts}",
            answers="Ответы",
            answer="Ответ:",
            picture="рисунок",
            calibration=(
                "Посмотрите лист на просвет, этой стороной к себе.",
                "На сколько крест на этой стороне правее другого и на сколько ниже?",
                "Напечатайте ещё раз с обратными значениями в мм.",
                "Для 2 мм правее и 1 мм выше:",
            ),
        ),
        "uk": Phrases(
            contents="Зміст",
            page="Сторінка {page} з {pages}",
            answer_on="відповідь: с. {page}",
            question_on="с. {page}",
            continued="(продовження)",
            no_answer="немає відповіді",
            also_from="Інша відповідь (джерело: {source}):",
            part="частина {part} з {parts}",
            answers="Відповіді",
            answer="Відповідь:",
            picture="рисунок",
            calibration=(
                "Подивіться аркуш на просвіт, цим боком до себе.",
                "На скільки хрест на цьому боці правіше від іншого і на скільки нижче?",
                "Надрукуйте ще раз із протилежними значеннями в мм.",
                "Для 2 мм правіше й 1 мм вище:",
            ),
        ),
        "bg": Phrases(
            contents="Съдържание",
            page="Страница {page} от {pages}",
            answer_on="отговор: с. {page}",
            question_on="с. {page}",
            continued="(продължение)",
            no_answer="без отговор",
            also_from="Друг отговор (източник: {source}):",
            part="част {part} от {parts}",
            answers="Отговори",
            answer="Отговор:",
            picture="изображение",
            calibration=(
                "Погледнете листа срещу светлината, с тази страна към вас.",
                "Колко надясно от другия е кръстът на тази страна и колко по-надолу?",
                "Отпечатайте отново с обратните стойности в мм.",
                "За 2 мм надясно и 1 мм нагоре:",
            ),
        ),
    }
)
