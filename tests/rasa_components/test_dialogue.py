"""A message goes in, messages without words come out; faults are faults and say nothing."""

import logging
import statistics
import time

import pytest

from bot.core.errors import DialogueUnavailable, SlotTaken
from bot.core.messages import Say
from bot.rasa_components.dialogue import RasaDialogue

ASKED = Say("asked")


@pytest.fixture
def dialogue(toy_model, toy_actions):
    return RasaDialogue.load(toy_model, toy_actions)


async def test_a_choice_is_answered_in_the_order_of_the_actions(dialogue):
    said = await dialogue.handle("a", None, "red")
    assert said == (Say("noted", {"choice": "red", "before": None}), ASKED)


async def test_a_text_is_understood_first(dialogue):
    assert await dialogue.handle("a", "hallo", None) == (Say("greeted"), ASKED)


CHOICES = [
    # choice -> what it leads to first
    ("means:greet", "greeted"),  # what an unclear message meant
    ("means:restart", "noted"),  # an intent of Rasa's own is nobody's to say
    ("means:unheard_of", "noted"),
]


@pytest.mark.parametrize("choice, expected", CHOICES)
async def test_a_choice_may_say_an_intent_of_ours(dialogue, choice, expected):
    assert (await dialogue.handle("a", None, choice))[0].key == expected


async def test_a_response_of_rasa_itself_is_a_bare_key(dialogue):
    assert await dialogue.handle("a", "doei", None) == (Say("bye"),)


async def test_the_next_message_knows_the_slots_of_the_last(dialogue):
    await dialogue.handle("a", None, "red")
    said = await dialogue.handle("a", None, "blue")
    assert said[0] == Say("noted", {"choice": "blue", "before": "red"})


async def test_two_conversations_know_nothing_of_each_other(dialogue):
    await dialogue.handle("a", None, "red")
    said = await dialogue.handle("b", None, "blue")
    assert said[0] == Say("noted", {"choice": "blue", "before": None})


SILENT = [
    # text, choice: nobody answers
    ("stil", None),  # the action says nothing
    ("xyzzy", None),  # no intent
    ("", None),
    (" \n ", None),
    ("/", None),
    ("/choose", None),  # a resident may not pick an intent
    ('/choose{"choice": "red"}', None),
    ("//restart", None),
    ("\x00\x01😀", None),
    ("x" * 20_000, None),
    (None, "raise"),
    (None, "malformed"),
]


@pytest.mark.parametrize("text, choice", SILENT)
async def test_without_an_answer_the_dialogue_is_unavailable(dialogue, text, choice):
    with pytest.raises(DialogueUnavailable):
        await dialogue.handle("a", text, choice)


async def test_an_action_that_raises_leaves_no_words_of_the_resident(dialogue, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(DialogueUnavailable) as caught:
        await dialogue.handle("a", None, "raise")
    told = caplog.text + "".join(capfd.readouterr()) + repr(caught.value) + repr(caught.value.__cause__)
    assert "own words" not in told


async def test_an_action_that_raises_is_named_with_the_place(dialogue):
    with pytest.raises(DialogueUnavailable, match=r"^action_take_choice: ValueError at conftest\.py:\d+$"):
        await dialogue.handle("a", None, "raise")


async def test_what_a_resident_writes_is_not_logged(dialogue, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    await dialogue.handle("a", "hallo", None)
    assert "hallo" not in caplog.text + "".join(capfd.readouterr())


async def test_an_error_of_ours_keeps_its_name(toy_model, toy_actions):
    def taken(tracker):
        raise SlotTaken

    toy_actions.action_take_choice = taken
    with pytest.raises(SlotTaken):
        await RasaDialogue.load(toy_model, toy_actions).handle("a", None, "red")


async def test_after_a_fault_the_conversation_goes_on(dialogue):
    with pytest.raises(DialogueUnavailable):
        await dialogue.handle("a", None, "raise")
    assert await dialogue.handle("a", "hallo", None) == (Say("greeted"), ASKED)


async def test_an_action_gets_no_history_and_no_domain(dialogue, toy_actions):
    await dialogue.handle("a", None, "red")
    sent = [(call["tracker"]["events"], call["domain"]) for call in toy_actions.calls]
    assert sent == [([], {}), ([], {})]


async def test_turn_400_costs_what_turn_5_cost(dialogue):
    seconds = []
    for turn in range(410):
        start = time.perf_counter()
        await dialogue.handle("a", None, f"colour {turn}")
        seconds.append(time.perf_counter() - start)
    # Twice, not 1.2 times: one machine runs many tests; `make bench` measures closely.
    assert statistics.median(seconds[390:410]) < 2 * statistics.median(seconds[5:45])
