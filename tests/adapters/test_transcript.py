"""The transcript says what a resident tapped in the words that stood on the button."""

from __future__ import annotations

from datetime import date

import pytest

from bot.adapters.store_postgres import PostgresStore
from bot.core.case import Case, Contact
from bot.core.messages import Choice, Say, localized
from bot.core.talk import Talk

CASE = Case("c1", "alphen-2015", "nl", Contact("webchat", date(2026, 11, 26)))
YES = localized({"nl": "Ja"})
SURE = localized({"nl": "Ja, dat klopt"})


@pytest.fixture
async def store(pool, now):
    store = PostgresStore(pool)
    await store.create(CASE, Talk(), None, now)
    return store


async def turn(store, now, body, *says):
    async with store.open("c1", body, None, now) as opened:
        await opened.save(says, None, now)


TAPS = [
    # choice, title in the transcript
    ("yes", SURE),  # of the newest question that offered it
    ("slot:1", "slot:1"),  # never on a button: its id
]


@pytest.mark.parametrize("choice, title", TAPS)
async def test_a_tap_carries_the_words_of_its_button(choice, title, store, now):
    await turn(store, now, {"text": "hallo"}, Say("old", choices=(Choice("yes", YES),)))
    newest = Say("new", choices=(Choice("yes", SURE), Choice("no", "Nee")))
    await turn(store, now, {"text": "hm"}, newest, Say("more"))
    await turn(store, now, {"choice": choice}, Say("later", choices=(Choice("yes", YES),)))
    lines = await store.transcript("c1", 0)
    tapped = next(line.body for line in lines if "choice" in line.body)
    assert tapped == {"choice": choice, "title": title}


async def test_other_lines_come_back_as_they_were_kept(store, now):
    await turn(store, now, {"text": "hallo"}, Say("old"))
    lines = await store.transcript("c1", 0)
    assert [(line.sender, line.body.get("text"), line.body.get("key")) for line in lines] == [
        ("resident", "hallo", None), ("bot", None, "old")]  # fmt: skip
