"""A text's language is recognised among ours, and nothing is claimed about a text without words."""

import pytest

from bot.adapters.language_lingua import detect, language_of


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("ik heb een uitkering nodig", "nl"),
        ("I need help with my rent", "en"),
        ("أحتاج إلى مساعدة مالية", "ar"),
        ("param bitti yardıma ihtiyacım var", "tr"),
        ("potrzebuję pomocy finansowej", "pl"),
        ("мені потрібна допомога з грошима", "uk"),
        ("من به کمک مالی نیاز دارم", "fa"),
        ("waxaan u baahanahay caawimaad lacag", "so"),
        ("ሓገዝ የድልየኒ", "ti"),
    ],
)
def test_each_of_our_languages_is_recognised(text: str, lang: str) -> None:
    assert detect(text)[0] == lang


@pytest.mark.parametrize("text", ["", "😀😀", "12345", "\x00\x01"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    assert detect(text) == (None, 0.0)


def test_confidence_is_a_probability() -> None:
    assert 0.5 < detect("ik wil graag een afspraak maken")[1] <= 1.0


@pytest.mark.parametrize(
    ("text", "lang"),
    [("мне нужна помощь с жильём", "ru"), ("мені потрібна допомога з житлом", "uk"), ("ሓገዝ የድልየኒ", "ti")],
)
def test_russian_is_told_from_ukrainian_where_a_language_is_offered(text: str, lang: str) -> None:
    assert language_of(text)[0] == lang
