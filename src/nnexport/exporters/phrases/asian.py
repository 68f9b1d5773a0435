"""Languages of Asia written from left to right."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from nnexport.exporters.phrases.phrases import Phrases

ASIAN: Mapping[str, Phrases] = MappingProxyType(
    {
        "hi": Phrases(
            contents="विषय-सूची",
            page="पृष्ठ {page}/{pages}",
            answer_on="उत्तर: पृष्ठ {page}",
            question_on="पृ. {page}",
            continued="(जारी)",
            no_answer="कोई उत्तर नहीं",
            also_from="अन्य उत्तर (स्रोत: {source}):",
            part="भाग {part}/{parts}",
            answers="उत्तर",
            answer="उत्तर:",
            picture="चित्र",
            calibration=(
                "इस पन्ने को रोशनी के सामने रखें, यह ओर अपनी तरफ़।",
                "इस ओर का क्रॉस दूसरे से कितना दाईं ओर है, और कितना नीचे?",
                "उलटे मान मि.मी. में देकर फिर से छापें।",
                "2 मि.मी. दाईं ओर और 1 मि.मी. ऊपर के लिए:",
            ),
        ),
        "th": Phrases(
            contents="สารบัญ",
            page="หน้า {page} จาก {pages}",
            answer_on="คำตอบ: หน้า {page}",
            question_on="น. {page}",
            continued="(ต่อ)",
            no_answer="ไม่มีคำตอบ",
            also_from="คำตอบอื่น (ที่มา: {source}):",
            part="ส่วนที่ {part} จาก {parts}",
            answers="เฉลย",
            answer="คำตอบ:",
            picture="ภาพ",
            calibration=(
                "ยกแผ่นนี้ส่องกับแสง หันด้านนี้เข้าหาตัว",
                "กากบาทของด้านนี้อยู่ทางขวาของอีกด้านเท่าใด และอยู่ต่ำกว่าเท่าใด",
                "พิมพ์ใหม่ด้วยค่าตรงข้ามเป็นมิลลิเมตร",
                "สำหรับ 2 มม. ทางขวา และ 1 มม. ด้านบน:",
            ),
        ),
        "vi": Phrases(
            contents="Mục lục",
            page="Trang {page}/{pages}",
            answer_on="trả lời: trang {page}",
            question_on="tr. {page}",
            continued="(tiếp theo)",
            no_answer="không có câu trả lời",
            also_from="Câu trả lời khác (nguồn: {source}):",
            part="phần {part}/{parts}",
            answers="Đáp án",
            answer="Trả lời:",
            picture="hình",
            calibration=(
                "Giơ tờ giấy trước ánh sáng, mặt này hướng về phía bạn.",
                (
                    "Dấu thập của mặt này lệch sang phải dấu kia bao nhiêu, và lệch xuống dưới "
                    "bao nhiêu?"
                ),
                "In lại với giá trị ngược lại, tính bằng mm.",
                "Với 2 mm sang phải và 1 mm lên trên:",
            ),
        ),
        "id": Phrases(
            contents="Daftar isi",
            page="Halaman {page} dari {pages}",
            answer_on="jawaban: hlm. {page}",
            question_on="hlm. {page}",
            continued="(lanjutan)",
            no_answer="tidak ada jawaban",
            also_from="Jawaban lain (sumber: {source}):",
            part="bagian {part} dari {parts}",
            answers="Jawaban",
            answer="Jawaban:",
            picture="gambar",
            calibration=(
                "Hadapkan lembar ini ke cahaya, dengan sisi ini menghadap Anda.",
                (
                    "Seberapa jauh tanda silang sisi ini di kanan tanda yang lain, dan seberapa "
                    "jauh di bawahnya?"
                ),
                "Cetak lagi dengan nilai kebalikannya dalam mm.",
                "Untuk 2 mm ke kanan dan 1 mm ke atas:",
            ),
        ),
        "zh": Phrases(
            contents="目录",
            page="第 {page} 页，共 {pages} 页",
            answer_on="答案：第 {page} 页",
            question_on="第{page}页",
            continued="（续）",
            no_answer="无答案",
            also_from="另一答案（来源：{source}）：",
            part="第 {part} 部分，共 {parts} 部分",
            answers="答案",
            answer="答案：",
            picture="图片",
            calibration=(
                "将这张纸对着光，这一面朝向自己。",
                "这一面的十字在另一面十字的右边多远，下边多远？",
                "用相反的数值（毫米）重新打印。",
                "偏右 2 毫米、偏上 1 毫米时：",
            ),
        ),
        "zh-Hant": Phrases(
            contents="目錄",
            page="第 {page} 頁，共 {pages} 頁",
            answer_on="答案：第 {page} 頁",
            question_on="第{page}頁",
            continued="（續）",
            no_answer="無答案",
            also_from="另一答案（來源：{source}）：",
            part="第 {part} 部分，共 {parts} 部分",
            answers="答案",
            answer="答案：",
            picture="圖片",
            calibration=(
                "將這張紙對著光，這一面朝向自己。",
                "這一面的十字在另一面十字的右邊多遠，下邊多遠？",
                "用相反的數值（公釐）重新列印。",
                "偏右 2 公釐、偏上 1 公釐時：",
            ),
        ),
        "ja": Phrases(
            contents="目次",
            page="{page} / {pages} ページ",
            answer_on="解答：{page} ページ",
            question_on="p. {page}",
            continued="（続き）",
            no_answer="解答なし",
            also_from="別の解答（出典：{source}）：",
            part="{part} / {parts} 枚目",
            answers="解答",
            answer="解答：",
            picture="図",
            calibration=(
                "この面を手前にして、紙を光に透かしてください。",
                "この面の十字は、もう一方の十字より右に何 mm、下に何 mm ずれていますか。",
                "逆の値（mm）を指定して、もう一度印刷してください。",
                "右に 2 mm、上に 1 mm ずれている場合：",
            ),
        ),
        "ko": Phrases(
            contents="차례",
            page="{pages}쪽 중 {page}쪽",
            answer_on="정답: {page}쪽",
            question_on="{page}쪽",
            continued="(계속)",
            no_answer="답 없음",
            also_from="다른 답 (출처: {source}):",
            part="{parts}장 중 {part}번째",
            answers="정답",
            answer="정답:",
            picture="그림",
            calibration=(
                "이 면이 자신을 향하도록 종이를 빛에 비추어 보십시오.",
                "이 면의 십자가 다른 면의 십자보다 오른쪽과 아래로 얼마나 벗어나 있습니까?",
                "반대 값을 mm로 지정하여 다시 인쇄하십시오.",
                "오른쪽으로 2 mm, 위로 1 mm인 경우:",
            ),
        ),
    }
)
