"""Are days and hours read as the resident meant them, in every language, or not at all?"""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.catalog_files import CATALOG
from bot.core.date_window import BACK_DAYS, OPEN_DAYS, Window, day_in, month_in, window_in
from bot.core.date_words import date_words, in_order

TODAY = date(2026, 11, 26)  # A Thursday.
TUESDAY = date(2026, 12, 1)
RAW = {path.stem: yaml.safe_load(path.read_text()) for path in sorted((CATALOG / "dates").glob("*.yml"))}
WORDS = {language: date_words(raw) for language, raw in RAW.items()}
LATER = TODAY + timedelta(days=OPEN_DAYS)


def on(day: date, after: int | None = None, before: int | None = None) -> Window:
    """One day, between two hours."""
    return between(day, day, after, before)


def between(first: date, last: date, after: int | None = None, before: int | None = None) -> Window:
    """Some days, between two hours."""
    hours = [time(hour) if hour is not None else None for hour in (after, before)]
    return Window(first, last, *hours)


NEXT_WEEK = between(date(2026, 11, 30), date(2026, 12, 6))
IN_TWO_WEEKS = between(date(2026, 12, 7), date(2026, 12, 13))
TOMORROW = date(2026, 11, 27)

MEANT = {
    "nl": {
        "volgende week dinsdag na drieën": on(TUESDAY, 15),
        "volgende dinsdag": on(TUESDAY),
        "liever dinsdagmiddag": on(TUESDAY, 12, 18),
        "dinsdags": on(TUESDAY),
        "dinsdag 1 december": on(TUESDAY),
        "dinsdagochtend om 10 uur": on(TUESDAY, 10, 11),
        "half drie": Window(TODAY, LATER, time(14, 30), time(15, 30)),
        "vanmiddag": on(TODAY, 12, 18),
        "'s ochtends": between(TODAY, LATER, None, 12),
        "van 10 tot 12": between(TODAY, LATER, 10, 12),
        "tussen 10 en 12 uur": between(TODAY, LATER, 10, 12),
        "over drie dagen": on(date(2026, 11, 29)),
        "over twee weken": IN_TWO_WEEKS,
        "over twee weken op dinsdag": on(date(2026, 12, 8)),
        "over een week": NEXT_WEEK,
        "na het weekend": NEXT_WEEK,
        "deze week": between(TODAY, date(2026, 11, 29)),
        "volgende maand": between(date(2026, 12, 1), date(2026, 12, 31)),
        "vanaf dinsdag": between(TUESDAY, TUESDAY + timedelta(days=OPEN_DAYS)),
        "na dinsdag": between(date(2026, 12, 2), TUESDAY + timedelta(days=OPEN_DAYS)),
        "voor dinsdag": between(TODAY, TUESDAY),
        "voor een afspraak op dinsdag": on(TUESDAY),
        "dinsdag of woensdag": between(TUESDAY, date(2026, 12, 2)),
        "de 4e december om 3 uur": on(date(2026, 12, 4), 15, 16),
        "2026-12-04": on(date(2026, 12, 4)),
        "4-12 om 10 uur": on(date(2026, 12, 4), 10, 11),
        "kan het volgende week, ergens in de middag?": between(date(2026, 11, 30), date(2026, 12, 6), 12, 18),
    },
    "en": {
        "next week on Tuesday after three": on(TUESDAY, 15),
        "next Tuesday": on(TUESDAY),
        "tomorrow at 10": on(TOMORROW, 10, 11),
        "December 4 at 2pm": on(date(2026, 12, 4), 14, 15),
        "half past ten": Window(TODAY, LATER, time(10, 30), time(11, 30)),
        "before Tuesday": between(TODAY, date(2026, 11, 30)),
        "the day after tomorrow": on(date(2026, 11, 28)),
        "in two weeks": IN_TWO_WEEKS,
        "friday before noon": on(TOMORROW, None, 12),
    },
    "ar": {
        "الثلاثاء القادم": on(TUESDAY),
        "الأسبوع القادم يوم الثلاثاء بعد الساعة الثالثة": on(TUESDAY, 15),
        "الأسبوع الجاي": NEXT_WEEK,
        "بعد بكرة الصبح": on(date(2026, 11, 28), None, 12),
        "بعد أسبوعين": IN_TWO_WEEKS,
        "بعد ثلاثة أيام": on(date(2026, 11, 29)),
        "الساعة ٣": between(TODAY, LATER, 15, 16),
        "الثالثة والنصف": Window(TODAY, LATER, time(15, 30), time(16, 30)),
        "يوم ٤ ديسمبر": on(date(2026, 12, 4)),
        "٤ كانون الأول": on(date(2026, 12, 4)),
        "٤/١٢/٢٠٢٦": on(date(2026, 12, 4)),
        "الخميس بعد الظهر": on(date(2026, 12, 3), 12, 18),
    },
    "tr": {
        "salı günü öğleden sonra": on(TUESDAY, 12, 18),
        "gelecek hafta salı": on(TUESDAY),
        "haftaya çarşamba saat 10'da": on(date(2026, 12, 2), 10, 11),
        "saat 3'ten sonra": between(TODAY, LATER, 15),
        "salı üçten sonra": on(TUESDAY, 15),
        "yarın sabah": on(TOMORROW, None, 12),
        "iki hafta sonra": IN_TWO_WEEKS,
        "4 aralık": on(date(2026, 12, 4)),
        "SALI": on(TUESDAY),
    },
    "pl": {
        "w przyszły wtorek": on(TUESDAY),
        "w przyszłym tygodniu we wtorek po trzeciej": on(TUESDAY, 15),
        "jutro rano": on(TOMORROW, None, 12),
        "wpół do trzeciej": Window(TODAY, LATER, time(14, 30), time(15, 30)),
        "za dwa tygodnie": IN_TWO_WEEKS,
        "od 10 do 12": between(TODAY, LATER, 10, 12),
        "4 grudnia": on(date(2026, 12, 4)),
        "w srode": on(date(2026, 12, 2)),
    },
    "uk": {
        "у наступний вівторок": on(TUESDAY),
        "наступного тижня у вівторок після третьої": on(TUESDAY, 15),
        "завтра вранці": on(TOMORROW, None, 12),
        "о пів на третю": Window(TODAY, LATER, time(14, 30), time(15, 30)),
        "через два тижні": IN_TWO_WEEKS,
        "в п'ятницю після обіду": on(TOMORROW, 12, 18),
        "во вторник": on(TUESDAY),
        "4 грудня": on(date(2026, 12, 4)),
    },
    "fa": {
        "سه‌شنبه آینده": on(TUESDAY),
        "سه شنبه": on(TUESDAY),
        "هفته آینده سه‌شنبه بعد از ساعت ۳": on(TUESDAY, 15),
        "فردا صبح": on(TOMORROW, None, 12),
        "پس‌فردا": on(date(2026, 11, 28)),
        "دو هفته دیگر": IN_TWO_WEEKS,
        "دو و نیم": Window(TODAY, LATER, time(14, 30), time(15, 30)),
        "۴ دسامبر": on(date(2026, 12, 4)),
        "شنبه": on(date(2026, 11, 28)),
        "پیش از ظهر": between(TODAY, LATER, None, 12),
    },
    "so": {
        "Talaadada soo socota": on(TUESDAY),
        "toddobaadka soo socda Talaado": on(TUESDAY),
        "saddexda kadib": between(TODAY, LATER, 15),
        "berri subax": on(TOMORROW, None, 12),
        "laba toddobaad kadib": IN_TWO_WEEKS,
        "Isniinta galabta": on(date(2026, 11, 30), 12, 18),
    },
    "ti": {
        "ዝመጽእ ሰሉስ": on(TUESDAY),
        "ዝመጽእ ሰሙን ሰሉስ": on(TUESDAY),
        "ጽባሕ ንግሆ": on(TOMORROW, None, 12),
        "ድሕሪ ጽባሕ": on(date(2026, 11, 28)),
        "ድሕሪ ክልተ ሰሙን": IN_TWO_WEEKS,
    },
}

UNSURE = {
    "nl": ["niet op dinsdag", "elke dag behalve maandag", "maandag of vrijdag", "dinsdag 2 december",
           "31 februari", "3 dagen", "ik heb 2 kinderen", "kan het eerder?", "ik weet het niet", "om 30 uur",
           "ochtend of middag", "kwart voor drie", "dinsdag volgende maand", "gisteren", "",
           "bel mij op 0612345678", "10-12 uur", "vorige week dinsdag", "eerste dinsdag van december",
           "om 10 uur of om 2 uur", "na 12 voor 10"],
    "en": ["not on Monday", "I can't on Tuesday", "I may be late", "no", "last Tuesday"],
    "ar": ["ما بقدر الثلاثاء", "مش الخميس", "الثلاثاء الماضي", "أحتاج إلى مساعدة"],
    "tr": ["salı olmaz", "geçen salı", "yardıma ihtiyacım var"],
    "pl": ["nie we wtorek", "w zeszły wtorek", "potrzebuję pomocy"],
    "uk": ["не у вівторок", "минулого вівторка", "мені потрібна допомога"],
    "fa": ["دوشنبه نمی‌توانم", "سه‌شنبه گذشته", "کمک می‌خواهم"],
    "so": ["Talaadada ma iman karo", "caawimaad"],
    "ti": ["ድሕሪ ሰዓት 3", "ድሕሪ 3", "ሰሉስ ኣይክእልን", "ሓገዝ የድልየኒ"],
}


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [(language, text, meant) for language, cases in MEANT.items() for text, meant in cases.items()],
)
def test_a_wish_is_read_in_the_residents_language(language, text, meant):
    assert window_in(text, TODAY, in_order(WORDS, language)) == meant


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in UNSURE.items() for text in texts]
)
def test_what_is_not_sure_is_no_wish(language, text):
    assert window_in(text, TODAY, in_order(WORDS, language)) is None


@pytest.mark.parametrize(
    ("chosen", "text"),
    [("nl", "w przyszłym tygodniu we wtorek"), ("pl", "dinsdag graag"), ("tr", "on tuesday"),
     ("en", "الثلاثاء القادم"), ("ar", "ik wil op dinsdag komen")],
)
def test_whoever_writes_another_language_than_they_chose_is_read_too(chosen, text):
    assert window_in(text, TODAY, in_order(WORDS, chosen)) == on(TUESDAY)


def test_next_tuesday_on_a_monday_may_be_either_so_both_are_shown():
    monday = date(2026, 11, 23)
    expected = between(date(2026, 11, 24), TUESDAY)
    assert window_in("volgende dinsdag", monday, in_order(WORDS, "nl")) == expected


def test_a_day_of_this_week_that_is_over_is_no_wish():
    assert window_in("deze week dinsdag", TODAY, in_order(WORDS, "nl")) is None


_SAID = sorted({phrase for words in WORDS.values() for phrase in words.meanings})
_PIECES = st.one_of(st.sampled_from(_SAID), st.from_regex(r"\d{1,4}([-./:]\d{1,2}){0,2}", fullmatch=True),
                    st.text(max_size=8))


@given(pieces=st.lists(_PIECES, max_size=8), today=st.dates(date(2020, 1, 1), date(2040, 12, 31)),
       language=st.sampled_from(sorted(WORDS)))
def test_any_text_gives_a_window_that_can_be_or_none(pieces, today, language):
    window = window_in(" ".join(pieces), today, in_order(WORDS, language))
    assert window is None or today <= window.first <= window.last
    assert not (window and window.after and window.before) or window.after < window.before


@given(today=st.dates(date(2020, 1, 1), date(2040, 12, 31)), weekday=st.integers(0, 6), data=st.data())
def test_every_word_for_a_weekday_is_a_day_of_the_next_seven(today, weekday, data):
    language = data.draw(st.sampled_from(sorted(RAW)))
    word = data.draw(st.sampled_from(RAW[language]["weekdays"][weekday]))
    window = window_in(word, today, in_order(WORDS, language))
    assert (window.first, window.first.weekday()) == (window.last, weekday)
    assert 1 <= (window.first - today).days <= 7


_WITH_MONTHS = sorted(language for language, raw in RAW.items() if "months" in raw)


@given(day=st.dates(date(2020, 1, 1), date(2040, 12, 31)), data=st.data())
def test_a_date_written_out_is_that_date(day, data):
    language = data.draw(st.sampled_from(_WITH_MONTHS))
    word = data.draw(st.sampled_from(RAW[language]["months"][day.month - 1]))
    assert day_in(f"{day.day} {word} {day.year}", TODAY, in_order(WORDS, language)) == day


def test_every_language_of_the_catalog_has_its_days_in_order():
    numbers = [list(raw["days"]) for raw in RAW.values()]
    assert all(one + 1 == other for days in numbers for one, other in pairwise(days))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("op 4 december 2026 moet ik eruit", date(2026, 12, 4)),
        ("4th of December", date(2026, 12, 4)),
        ("December 4, 2026", date(2026, 12, 4)),
        ("04-12-2026", date(2026, 12, 4)),
        ("04-12-26", date(2026, 12, 4)),
        ("4/12", date(2026, 12, 4)),
        ("4.12.2026", date(2026, 12, 4)),
        ("2026-12-04", date(2026, 12, 4)),
        ("3 januari", date(2027, 1, 3)),
        ("1 november", date(2026, 11, 1)),
        ("1 augustus", date(2027, 8, 1)),
        ("vandaag", TODAY),
        ("overmorgen", date(2026, 11, 28)),
        ("tomorrow", TOMORROW),
        ("31 februari", None),
        ("29-02-2027", None),
        ("29 februari", None),
        ("volgende week", None),
        ("dat weet ik niet", None),
        ("niet na 4 december", date(2026, 12, 4)),
        ("", None),
    ],
)
def test_the_date_of_a_letter(text, expected):
    assert day_in(text, TODAY, in_order(WORDS, "nl")) == expected


def test_a_letter_may_be_two_months_old():
    longest = TODAY - timedelta(days=BACK_DAYS)
    assert day_in(f"{longest.day}-{longest.month}", TODAY, in_order(WORDS, "nl")) == longest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hoeveel is de bijstand in december 2026?", date(2026, 12, 1)),
        ("in March 2026", date(2026, 3, 1)),
        ("w marcu 2026", date(2026, 3, 1)),
        ("in december", None),
        ("in 2026", None),
        ("december 0000", None),
    ],
)
def test_a_month_is_named_with_its_year(text, expected):
    assert month_in(text, in_order(WORDS, "nl")) == expected


def test_every_language_with_words_of_crisis_has_words_for_days():
    assert sorted(path.stem for path in (CATALOG / "crisis_words").glob("*.yml")) == sorted(WORDS)
