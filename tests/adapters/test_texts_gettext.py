"""Messages without words become Dutch, English, dates and lists."""

from datetime import UTC, date, datetime

import pytest

from bot.adapters.texts_gettext import Rendered, RenderedChoice, Texts
from bot.core.messages import Choice, Say, day, euros, items, localized, moment, role, text, weekday

NL = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "greet"
msgstr "Dag {name}, dit is uw {photo}."

msgid "only_dutch"
msgstr "Alleen hier"

msgid "untranslated"
msgstr ""

msgid "format.moment"
msgstr "EEEE d MMMM y 'om' H.mm 'uur'"

msgid "format.day"
msgstr "d MMMM y"

msgid "format.weekday"
msgstr "EEEE d MMMM y"

msgid "role.specialist"
msgstr "een specialist"
"""
EN = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "greet"
msgstr "Hello {name}, this is your client photo ({photo})."

msgid "format.moment"
msgstr "EEEE d MMMM y 'at' H:mm"

msgid "format.day"
msgstr "d MMMM y"

msgid "format.weekday"
msgstr "EEEE d MMMM y"

msgid "role.specialist"
msgstr "a specialist ({term})"

msgid "role.integral_intaker"
msgstr "intake worker ({term})"
"""
TERMS = {"photo": "klantfoto", "intaker": "integrale intaker"}


@pytest.fixture
def locales(tmp_path):
    for lang, content in {"nl": NL, "en": EN}.items():
        folder = tmp_path / lang / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "messages.po").write_text(content, encoding="utf-8")
    return tmp_path


@pytest.fixture
def texts(locales):
    return Texts.load(locales)


VALUES = [
    # value, language -> words
    ("Jan {x}", "nl", "Jan {x}"),  # a resident's braces mean nothing
    (3, "en", "3"),
    (text("greet", name="Jan"), "nl", "Dag Jan, dit is uw klantfoto."),
    (text("greet", name=text("only_dutch")), "nl", "Dag Alleen hier, dit is uw klantfoto."),
    (localized({"nl": "geld", "en": "money"}), "en", "money"),
    (localized({"nl": "geld"}), "en", "geld"),
    (moment(datetime(2026, 12, 2, 9, 30, tzinfo=UTC)), "nl", "woensdag 2 december 2026 om 10.30 uur"),
    (moment(datetime(2026, 12, 2, 9, 30, tzinfo=UTC)), "en", "Wednesday 2 December 2026 at 10:30"),
    (moment(datetime(2026, 7, 1, 7, 0, tzinfo=UTC)), "nl", "woensdag 1 juli 2026 om 9.00 uur"),
    (day(date(2026, 12, 3)), "nl", "3 december 2026"),
    (weekday(date(2026, 12, 3)), "nl", "donderdag 3 december 2026"),
    (items(["geld", localized({"nl": "wonen"}), "werk"]), "nl", "geld, wonen en werk"),
    (items(["money", "housing"]), "en", "money and housing"),
    (items([]), "nl", ""),
    (items(["geld", "wonen"], style="lines"), "nl", "- geld\n- wonen"),
    (items(["Ja.", "Nee."], style="sentences"), "nl", "Ja. Nee."),
    (items([], style="sentences"), "nl", ""),
    (euros(141946), "nl", "€\xa01.419,46"),
    (euros(141946), "en", "€1,419.46"),
    (role("integral_intaker"), "nl", "integrale intaker"),
    (role("integral_intaker"), "en", "intake worker (integrale intaker)"),
    (role("specialist"), "nl", "een specialist"),  # no noun of the profile's own
    (role("specialist"), "en", "a specialist (een specialist)"),
]


@pytest.mark.parametrize("value, lang, expected", VALUES)
def test_every_shape_of_a_value_has_words(texts, value, lang, expected):
    assert texts.value(value, lang, TERMS) == expected


def test_a_message_is_rendered_with_its_choices(texts):
    say = Say("greet", {"name": "Jan"}, (Choice("skip", text("only_dutch"), "aside"),), "choice", ("sheet",))
    assert texts.render(say, "nl", TERMS) == Rendered(
        "greet",
        "nl",
        "Dag Jan, dit is uw klantfoto.",
        (RenderedChoice("skip", "Alleen hier", "aside"),),
        "choice",
        ("sheet",),
    )


def test_an_empty_value_leaves_no_gap():
    texts = Texts({("nl", "messages"): {"open": "Schrijf hier.\n{phone}\n{text} {extra}\nBel 112."}})
    values = {"phone": "", "text": "Dag.", "extra": ""}
    assert texts.render(Say("open", values), "nl", {}).text == "Schrijf hier.\nDag.\nBel 112."


def test_a_key_that_one_language_lacks_is_dutch(texts):
    assert texts.gettext("only_dutch", "en") == "Alleen hier"


@pytest.mark.parametrize("key", ["nowhere", "untranslated"])
def test_a_key_without_words_is_an_error(texts, key):
    with pytest.raises(KeyError, match=key):
        texts.gettext(key, "nl")


def test_when_strict_the_missing_translation_is_named_with_its_file(locales):
    with pytest.raises(KeyError, match=r"locales/en/LC_MESSAGES/messages\.po: only_dutch"):
        Texts.load(locales, strict=True).gettext("only_dutch", "en")


def test_the_languages_are_those_with_files(texts):
    assert texts.languages == ("en", "nl")


def test_keys_lists_what_has_words(texts):
    assert texts.keys("en") == {
        "greet", "format.moment", "format.day", "format.weekday", "role.integral_intaker", "role.specialist",
    }  # fmt: skip


def test_a_shape_nobody_knows_is_an_error(texts):
    with pytest.raises(KeyError, match="strange"):
        texts.value({"strange": 1}, "nl", TERMS)
