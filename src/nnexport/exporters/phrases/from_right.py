"""Languages written from right to left: Arabic, Hebrew, Persian."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from nnexport.exporters.phrases.phrases import Phrases

FROM_RIGHT: Mapping[str, Phrases] = MappingProxyType(
    {
        "ar": Phrases(
            contents="المحتويات",
            page="صفحة {page} من {pages}",
            answer_on="الإجابة: صفحة {page}",
            question_on="ص {page}",
            continued="(تابع)",
            no_answer="لا توجد إجابة",
            also_from="إجابة أخرى (المصدر: {source}):",
            part="الجزء {part} من {parts}",
            answers="الإجابات",
            answer="الإجابة:",
            picture="صورة",
            calibration=(
                "ارفع الورقة أمام الضوء وهذا الوجه نحوك.",
                "كم تبعد علامة هذا الوجه إلى يمين العلامة الأخرى، وكم تبعد أسفلها؟",
                "اطبع مرة أخرى بالقيم المعاكسة بالمليمتر.",
                "لبُعد 2 مم يمينًا و1 مم أعلى:",
            ),
        ),
        "he": Phrases(
            contents="תוכן העניינים",
            page="עמוד {page} מתוך {pages}",
            answer_on="תשובה: עמוד {page}",
            question_on="עמ׳ {page}",
            continued="(המשך)",
            no_answer="אין תשובה",
            also_from="תשובה נוספת (מקור: {source}):",
            part="חלק {part} מתוך {parts}",
            answers="תשובות",
            answer="תשובה:",
            picture="תמונה",
            calibration=(
                "החזיקו את הדף מול האור, כשצד זה פונה אליכם.",
                "בכמה סימן הצלב שבצד זה נמצא מימין לסימן האחר, ובכמה מתחתיו?",
                "הדפיסו שוב עם הערכים ההפוכים במ״מ.",
                "עבור 2 מ״מ ימינה ו־1 מ״מ למעלה:",
            ),
        ),
        "fa": Phrases(
            contents="فهرست مطالب",
            page="صفحهٔ {page} از {pages}",
            answer_on="پاسخ: صفحهٔ {page}",
            question_on="ص {page}",
            continued="(ادامه)",
            no_answer="بدون پاسخ",
            also_from="پاسخ دیگر (منبع: {source}):",
            part="بخش {part} از {parts}",
            answers="پاسخ‌ها",
            answer="پاسخ:",
            picture="تصویر",
            calibration=(
                "برگه را روبه‌روی نور بگیرید، به‌طوری که این رو به سمت شما باشد.",
                "نشانهٔ این رو چقدر در سمت راست نشانهٔ دیگر و چقدر پایین‌تر از آن است؟",
                "دوباره با مقدارهای مخالف بر حسب میلی‌متر چاپ کنید.",
                "برای 2 میلی‌متر راست و 1 میلی‌متر بالا:",
            ),
        ),
    }
)
