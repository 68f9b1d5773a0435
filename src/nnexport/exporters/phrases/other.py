"""Other European languages: Finnish, Hungarian, Turkish, Greek."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from nnexport.exporters.phrases.phrases import Phrases

OTHER: Mapping[str, Phrases] = MappingProxyType(
    {
        "fi": Phrases(
            contents="Sisällys",
            page="Sivu {page}/{pages}",
            answer_on="vastaus: s. {page}",
            question_on="s. {page}",
            continued="(jatkoa)",
            no_answer="ei vastausta",
            also_from="Toinen vastaus (lähde: {source}):",
            part="osa {part}/{parts}",
            answers="Vastaukset",
            answer="Vastaus:",
            picture="kuva",
            calibration=(
                "Pidä arkkia valoa vasten, tämä puoli itseesi päin.",
                "Kuinka paljon tämän puolen risti on toisesta oikealle ja kuinka paljon alempana?",
                "Tulosta uudelleen vastakkaisilla arvoilla millimetreinä.",
                "Jos risti on 2 mm oikealla ja 1 mm ylempänä:",
            ),
        ),
        "hu": Phrases(
            contents="Tartalom",
            page="{page}. oldal, összesen {pages}",
            answer_on="válasz: {page}. oldal",
            question_on="{page}. o.",
            continued="(folytatás)",
            no_answer="nincs válasz",
            also_from="Másik válasz (forrás: {source}):",
            part="{part}. rész, összesen {parts}",
            answers="Válaszok",
            answer="Válasz:",
            picture="kép",
            calibration=(
                "Tartsa a lapot a fény felé, ezzel az oldallal maga felé.",
                (
                    "Mennyivel van ennek az oldalnak a keresztje jobbra a másiktól, és "
                    "mennyivel lejjebb?"
                ),
                "Nyomtassa ki újra az ellentétes értékekkel, mm-ben.",
                "Ha 2 mm-rel jobbra és 1 mm-rel feljebb van:",
            ),
        ),
        "tr": Phrases(
            contents="İçindekiler",
            page="Sayfa {page} / {pages}",
            answer_on="cevap: s. {page}",
            question_on="s. {page}",
            continued="(devamı)",
            no_answer="cevap yok",
            also_from="Başka bir cevap (kaynak: {source}):",
            part="bölüm {part} / {parts}",
            answers="Cevaplar",
            answer="Cevap:",
            picture="resim",
            calibration=(
                "Kâğıdı bu yüzü size bakacak şekilde ışığa tutun.",
                "Bu yüzdeki artı işareti diğerinin ne kadar sağında ve ne kadar altında?",
                "Ters değerlerle (mm) yeniden yazdırın.",
                "2 mm sağda ve 1 mm yukarıda ise:",
            ),
        ),
        "el": Phrases(
            contents="Περιεχόμενα",
            page="Σελίδα {page} από {pages}",
            answer_on="απάντηση: σ. {page}",
            question_on="σ. {page}",
            continued="(συνέχεια)",
            no_answer="χωρίς απάντηση",
            also_from="Άλλη απάντηση (πηγή: {source}):",
            part="μέρος {part} από {parts}",
            answers="Απαντήσεις",
            answer="Απάντηση:",
            picture="εικόνα",
            calibration=(
                "Κρατήστε το φύλλο προς το φως, με αυτή την πλευρά προς εσάς.",
                "Πόσο δεξιά από τον άλλο βρίσκεται ο σταυρός αυτής της πλευράς και πόσο πιο κάτω;",
                "Εκτυπώστε ξανά με τις αντίθετες τιμές σε mm.",
                "Για 2 mm δεξιά και 1 mm πιο πάνω:",
            ),
        ),
    }
)
