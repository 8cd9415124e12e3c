"""The tracker stays small, holds no words, and travels with the open turn."""

from types import SimpleNamespace

import msgspec
import pytest

from bot.rasa_components import tracker_store
from bot.rasa_components.dialogue import RasaDialogue
from bot.rasa_components.tracker_store import BoundedTrackerStore


@pytest.fixture
def turn(monkeypatch):
    """An open turn of conversation ``a``."""
    turn = SimpleNamespace(tracker=None)
    monkeypatch.setattr(
        tracker_store, "current_turn", lambda conversation: turn if conversation == "a" else None
    )
    return turn


@pytest.fixture
def dialogue(toy_model, toy_actions):
    return RasaDialogue.load(toy_model, toy_actions)


async def test_the_tracker_is_kept_with_the_open_turn(dialogue, turn):
    await dialogue.handle("a", None, "red")
    assert turn.tracker["slots"] == {"colour": "red"}


async def test_another_process_goes_on_with_what_the_turn_holds(toy_model, toy_actions, dialogue, turn):
    await dialogue.handle("a", None, "red")
    turn.tracker = msgspec.json.decode(msgspec.json.encode(turn.tracker))
    said = await RasaDialogue.load(toy_model, toy_actions).handle("a", None, "blue")
    assert said[0].values == {"choice": "blue", "before": "red"}


async def test_a_tracker_that_was_thrown_away_starts_anew(dialogue, turn):
    await dialogue.handle("a", None, "red")
    turn.tracker = None
    said = await dialogue.handle("a", "hallo", None)
    assert [say.key for say in said] == ["greeted", "asked"]


async def test_the_kept_tracker_does_not_grow(dialogue, turn):
    sizes = []
    for number in range(100, 150):
        await dialogue.handle("a", None, f"colour {number}")
        sizes.append((len(turn.tracker["events"]), len(msgspec.json.encode(turn.tracker)) // 50))
    assert sizes[2:] == [sizes[1]] * 48


async def test_no_word_of_the_resident_is_kept(dialogue, turn):
    await dialogue.handle("a", "hallo", None)
    assert b"hallo" not in msgspec.json.encode(turn.tracker)


async def test_nothing_is_known_of_a_conversation_before_its_first_message(turn):
    assert await BoundedTrackerStore().retrieve("a") is None
