"""A message becomes text and buttons in ``rasa shell``, and stays without words inside."""

import pytest

from bot.adapters.texts_gettext import Texts
from bot.rasa_components.localized_nlg import LocalizedNlg, WordlessNlg

TEXTS = Texts(
    {
        ("nl", "messages"): {"ask": "Hoe gaat het met {what}?", "yes": "Ja", "bye": "Dag"},
        ("en", "messages"): {"ask": "How is {what}?", "yes": "Yes"},
    }
)
ASK = {
    "key": "ask",
    "values": {"what": {"in": {"nl": "geld", "en": "money"}}},
    "choices": [{"id": "yes", "title": {"key": "yes", "values": {}}, "kind": "answer"}],
    "input": "choice",
}

CASES = [
    # response, values -> what Rasa shows
    ("utter_ask", {"say": ASK}, "Hoe gaat het met geld?", "Ja"),
    ("utter_ask", {"say": ASK, "lang": "en"}, "How is money?", "Yes"),
]


@pytest.mark.parametrize("response, values, text, button", CASES)
async def test_a_message_is_shown_in_its_language(response, values, text, button):
    shown = await LocalizedNlg(texts=TEXTS).generate(response, None, "cmdline", **values)
    assert shown == {"text": text, "buttons": [{"title": button, "payload": '/choose{"choice": "yes"}'}]}


async def test_a_button_that_says_an_intent_sends_that_intent():
    human = {"id": "human", "title": "Ja", "kind": "aside"}
    shown = await LocalizedNlg(texts=TEXTS).generate(
        "utter_bye", None, "cmdline", say={"key": "bye", "choices": [human]}
    )
    assert shown["buttons"] == [{"title": "Ja", "payload": '/talk_to_human{"choice": "human"}'}]


async def test_a_response_without_a_message_is_a_bare_key():
    shown = await LocalizedNlg(texts=TEXTS).generate("utter_bye", None, "cmdline")
    assert shown == {"text": "Dag", "buttons": []}


async def test_embedded_no_words_are_made():
    assert await WordlessNlg().generate("utter_ask", None, "embedded", say=ASK) == {"text": "", "custom": ASK}
