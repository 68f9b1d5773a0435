"""Encodings: what UTF-8 is not, and what it is then."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnexport.decoding import decode_bytes

TEXTS = {
    "en": "It’s the miller’s job to grind the grain – “slowly”, as he said.",
    "de": "Warum hört man den Donner später, als man den Blitz sieht?",
    "fr": "Pourquoi les marées sont-elles plus fortes à la pleine lune ?",
    "es": "¿Por qué la montaña está cubierta de nieve en otoño?",
    "it": "Perché la neve è così bianca? Dipende dalla luce.",
    "pt": "Não há vento, então a água fica lisa como um espelho.",
    "ru": "Почему листья осенью становятся жёлтыми?",
    "uk": "Чому восени листя стає жовтим, а її гілки голими?",
    "ja": "なぜ秋になると木の葉は黄色くなるのですか。",
    "zh": "为什么秋天树叶会变黄？因为天气变冷了。",
    "tw": "為什麼秋天樹葉會變黃？因為天氣變冷了。",
    "ko": "왜 가을이 되면 나뭇잎이 노랗게 변합니까?",
    "pl": "Dlaczego jesienią liście żółkną i spadają na ziemię?",
    "el": "Γιατί τα φύλλα κιτρινίζουν το φθινόπωρο;",
    "he": "מדוע העלים מצהיבים בסתיו ונושרים?",
    "tr": "Sonbaharda yapraklar neden sararır, düşer ve çürür?",
}
NARROW = (
    "en cp1252", "de cp1252", "fr cp1252", "es cp1252", "it cp1252", "pt cp1252", "de iso8859_15",
    "fr mac_roman", "ru cp1251", "ru koi8_r", "ru cp866", "ru iso8859_5", "uk cp1251",
    "uk koi8_u", "ja cp932", "ja euc_jp", "zh gb18030", "zh gbk", "tw big5", "ko cp949",
    "pl cp1250", "pl iso8859_2", "el cp1253", "he cp1255", "tr cp1254",
)  # fmt: skip


def decoded(data: bytes) -> str:
    result = decode_bytes(data)
    assert result is not None
    assert not result.damaged
    return result.text


@pytest.mark.parametrize("case", NARROW)
def test_one_line_is_enough(case: str) -> None:
    language, codec = case.split()
    assert decoded(f"1. {TEXTS[language]}\n".encode(codec)) == f"1. {TEXTS[language]}\n"


@pytest.mark.parametrize("case", NARROW)
def test_line_among_many_of_ascii(case: str) -> None:
    language, codec = case.split()
    text = "1. What is it?  x = f(1) + 2; it is what it is.\n" * 2000 + f"{TEXTS[language]}\n"
    assert decoded(text.encode(codec)) == text


@pytest.mark.parametrize(
    "text",
    [
        "The café opens at nine.",
        "The body’s smallest unit is a cell.",
        "He called it a “fresh start” and went home.",
        "It is warm, 20 °C at least.",
        "The wire is 30 µm thick.",
        "It costs 30 € in total.",
        "The years 1914–1918 were hard.",
        "A 3 × 4 grid is small; add ½ cup.",
        "• one\n• two\n• three",
        "See § 4 of the act…",
        "name: Müller\ncity: Köln\nread(path) # Größe\n",
    ],
)
def test_few_letters_of_windows_1252(text: str) -> None:
    assert decoded(text.encode("cp1252")) == text


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_wide_encodings(codec: str, language: str) -> None:
    text = f"1. {TEXTS[language]}\n"
    result = decode_bytes(text.encode(codec))
    assert result is not None
    assert result.text == text
    assert result.encoding.startswith(codec[:6].upper())


def test_wide_text_that_broke_off() -> None:
    result = decode_bytes("1. What?\n".encode("utf-16")[:-1])
    assert result is not None
    assert (result.text, result.damaged) == ("1. What?\ufffd", 1)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"MZ\x90\0\3\0\0\0\4\0\xff"])
def test_binary_files_are_no_utf_16(data: bytes) -> None:
    assert decode_bytes(data) is None


def test_few_damaged_bytes_do_not_change_the_encoding() -> None:
    text = "".join(f"{line}\n" for line in TEXTS.values())
    result = decode_bytes(text.encode() + b"caf\xe9\n" + text.encode())
    assert result is not None
    assert (result.text, result.encoding) == (f"{text}café\n{text}", "UTF-8")
    assert result.text[result.first_damage] == "é"


def test_damaged_byte_after_a_byte_order_mark() -> None:
    result = decode_bytes(b"\xef\xbb\xbf" + "Tür\r\n".encode() + b"B\xe4r")
    assert result is not None
    assert (result.text, result.first_damage) == ("Tür\nBär", 5)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("1.\xa0What?", "1. What?"),
        ("\u200b\ufeff1. What?", "  1. What?"),
        ("\u3000段落", " 段落"),
        ("-\u2003point", "- point"),
        ("il dit\xa0: oui", "il dit\xa0: oui"),
        ("a\u2028b\x85c", "a\u2028b\x85c"),
    ],
)
def test_odd_spaces_at_the_head_of_a_line_keep_the_columns(raw: str, read: str) -> None:
    assert decoded(f"x\r\n{raw}".encode()) == f"x\n{read}"


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    result = decode_bytes(data)
    assert result is None or "\r" not in result.text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), max_size=60))
def test_utf_8_is_taken_at_its_word(text: str) -> None:
    result = decode_bytes(text.encode())
    assert result is not None
    assert result.encoding == "UTF-8"
    assert len(result.text) == len(text)
