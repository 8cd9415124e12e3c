"""What happens to a message, also when many come at once or something breaks?"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

import pytest

from bot.core.case import Handoff
from bot.core.errors import ConversationUnknown
from bot.core.inbound_text import LONGEST_TEXT
from bot.core.messages import Inbound
from bot.core.resume_codes import hash_code
from bot.services import agenda
from tests.fakes import NOW

HERE = "alphen-2015"
BSN = "111222333"
CODE = "2ABCD-EFGHJ"


@pytest.fixture
async def jan(conversations):
    """A conversation that stands at the question for the reason."""
    return (await conversations.open(HERE, "webchat", "nl")).id


def keys(reply):
    return [say.key for say in reply.says]


async def lines(conversations, conversation_id):
    return [(line.sender, line.body) for line in await conversations.transcript(conversation_id)]


async def written(conversations, conversation_id):
    return [body for sender, body in await lines(conversations, conversation_id) if sender == "resident"]


async def test_the_same_message_twice_is_one_message_and_one_answer(conversations, dialogue, jan):
    first, again = [await conversations.receive(Inbound(jan, "hallo", None, "m1")) for _ in range(2)]
    assert (keys(again), again.last_seq) == (keys(first), first.last_seq)
    assert dialogue.heard == [("hallo", None)]
    assert await written(conversations, jan) == [{"text": "hallo"}]


async def test_the_same_message_twice_at_the_same_moment_is_one_message(conversations, dialogue, jan):
    sent = [conversations.receive(Inbound(jan, "hallo", None, "m1")) for _ in range(5)]
    replies = await asyncio.gather(*sent)
    assert ([keys(reply) for reply in replies], len(dialogue.heard)) == ([["thank"]] * 5, 1)


async def test_messages_that_are_sent_again_never_wait_for_each_others_connection(conversations, pool):
    """As many at once as there are connections: each must get on with the one it has."""
    opened = [await conversations.open(HERE, "webchat", "nl") for _ in range(pool.get_max_size())]
    sent = [Inbound(one.id, "hallo", None, "m1") for one in opened]
    await asyncio.gather(*map(conversations.receive, sent))
    async with asyncio.timeout(10):
        replies = await asyncio.gather(*map(conversations.receive, sent))
    assert [keys(reply) for reply in replies] == [["thank"]] * len(sent)


async def test_twenty_messages_at_once_are_answered_in_order_one_at_a_time(conversations, dialogue, jan):
    texts = [f"bericht {number} van mij" for number in range(20)]
    await asyncio.gather(*(conversations.receive(Inbound(jan, text, None)) for text in texts))
    assert [text for text, _ in dialogue.heard] == texts
    assert [body["text"] for body in await written(conversations, jan)] == texts
    assert (dialogue.at_once, (await conversations.case(jan)).reason) == (1, "." * 20)


async def test_different_residents_do_not_wait_for_each_other(conversations, dialogue):
    opened = [await conversations.open(HERE, "webchat", "nl") for _ in range(4)]
    together = asyncio.Barrier(4)
    dialogue.act = lambda turn: together.wait()
    async with asyncio.timeout(10):
        replies = await asyncio.gather(
            *(conversations.receive(Inbound(one.id, "hallo", None)) for one in opened)
        )
    assert [keys(reply) for reply in replies] == [["thank"]] * 4


async def test_after_a_fault_the_resident_reads_an_apology_and_the_case_is_as_it_was(
    conversations, dialogue, jan, caplog
):
    before = await conversations.case(jan)
    dialogue.broken = True
    with caplog.at_level(logging.DEBUG):
        reply = await conversations.receive(Inbound(jan, "kanarie in de mijn", None, "m1"))
    assert (keys(reply), await conversations.case(jan)) == (["error.dialogue"], before)
    assert await written(conversations, jan) == [{"text": "kanarie in de mijn"}]
    assert ("kanarie" in caplog.text, "ZeroDivisionError" in caplog.text) == (False, True)


async def test_after_a_fault_the_next_message_is_answered(conversations, dialogue, jan):
    dialogue.broken = True
    await conversations.receive(Inbound(jan, "hallo", None))
    dialogue.broken = False
    assert keys(await conversations.receive(Inbound(jan, "hallo daar", None))) == ["thank"]


async def test_who_leaves_in_the_middle_of_a_turn_blocks_nobody(conversations, dialogue, jan, pool):
    dialogue.act = lambda turn: asyncio.Event().wait()
    leaving = asyncio.create_task(conversations.receive(Inbound(jan, "hallo", None, "m1")))
    while not dialogue.heard:
        await asyncio.sleep(0.01)
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    dialogue.act = None
    async with asyncio.timeout(10):
        reply = await conversations.receive(Inbound(jan, "hallo", None, "m1"))
    assert (keys(reply), await written(conversations, jan)) == (["thank"], [{"text": "hallo"}])
    assert await pool.fetchval("select count(*) from pg_locks where locktype = 'advisory'") == 0


async def test_who_leaves_while_waiting_for_the_turn_blocks_nobody(conversations, jan, pool):
    async with pool.acquire() as elsewhere:
        await elsewhere.execute("select pg_advisory_lock(hashtextextended($1, 0))", jan)
        waiting = asyncio.create_task(conversations.receive(Inbound(jan, "hallo", None)))
        await asyncio.sleep(0.1)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with asyncio.timeout(10):
        assert keys(await conversations.receive(Inbound(jan, "hallo daar", None))) == ["thank"]


TYPED = [
    # what is typed, the choice it means
    ("1", None),  # a number is the resident's own words where those are asked
    ("start_photo", "start_photo"),  # its id
    ("ik wil een mens spreken!", "human"),  # its title
    ("²", None),  # a digit, but no number
    ("ik weet het niet", None),
]


@pytest.mark.parametrize("text, choice", TYPED)
async def test_a_typed_choice_is_as_good_as_a_tap(text, choice, conversations, dialogue, jan):
    await conversations.receive(Inbound(jan, text, None))
    assert dialogue.heard == [(None, choice) if choice else (text, None)]


async def test_a_number_that_was_asked_for_is_not_called_needless(conversations, dialogue, turns):
    opened = await conversations.open("alphen-2015", "webchat", "nl")
    async with turns.open(opened.id) as turn:
        turn.talk = replace(turn.talk, asked="reach.phone")
    dialogue.act = agenda.go_on  # The question moves on while the message is answered.
    reply = await conversations.receive(Inbound(opened.id, text="0612345678"))
    assert "masked" not in keys(reply)


async def test_a_personal_number_is_kept_nowhere(conversations, dialogue, jan, pool):
    reply = await conversations.receive(Inbound(jan, f"mijn nummer is {BSN}, help", None))
    assert keys(reply) == ["masked", "thank"]
    assert [text for text, _ in dialogue.heard if BSN in text] == []
    tables = "select case_doc::text || talk::text || coalesce(tracker::text, '') from conversations"
    kept = await pool.fetch(f"{tables} union all select body::text from messages")
    assert [row for (row,) in kept if BSN in row] == []


async def test_of_a_text_that_is_too_long_the_beginning_is_kept_and_it_is_said(conversations, jan):
    reply = await conversations.receive(Inbound(jan, "a" * (LONGEST_TEXT + 1), None))
    assert keys(reply) == ["text.shortened", "thank"]
    assert await written(conversations, jan) == [{"text": "a" * LONGEST_TEXT}]


async def test_while_a_person_has_the_talk_the_front_door_is_silent(conversations, turns, dialogue, jan):
    async with turns.open(jan) as turn:
        turn.case = replace(turn.case, handoff=Handoff("active", "wants_human", NOW, by="fatima"))
    reply = await conversations.receive(Inbound(jan, "bent u daar?", None))
    assert (reply.silent, reply.says, dialogue.heard) == (True, (), [])
    assert await written(conversations, jan) == [{"text": "bent u daar?"}]


async def test_a_resume_code_typed_elsewhere_opens_the_talk_for_that_device(conversations, turns, jan):
    async with turns.open(jan) as turn:
        turn.opened.record.resume_code_hash = hash_code(CODE)
    elsewhere = await conversations.open(HERE, "webchat", "nl")
    reply = await conversations.receive(Inbound(elsewhere.id, f"mijn code is {CODE.lower()}", None))
    assert reply.resume.id == jan
    assert await conversations.authorize(jan, reply.resume.token) is True
    assert await conversations.authorize(jan, elsewhere.token) is False
    assert await written(conversations, elsewhere.id) == []


async def test_who_resumes_while_a_person_has_the_talk_is_asked_nothing(conversations, turns, jan):
    async with turns.open(jan) as turn:
        turn.opened.record.resume_code_hash = hash_code(CODE)
        turn.case = replace(turn.case, handoff=Handoff("active", "wants_human", NOW, by="fatima"))
    assert keys(await conversations.resume(CODE)) == ["resume.welcome"]


async def test_an_unknown_code_opens_nothing(conversations):
    assert await conversations.resume(CODE) is None


async def test_an_erased_talk_is_unknown_also_to_a_message_that_was_under_way(conversations, jan):
    results = await asyncio.gather(
        conversations.erase(jan), conversations.receive(Inbound(jan, "hallo", None)), return_exceptions=True
    )
    assert [type(result) for result in results] == [type(None), ConversationUnknown]
    with pytest.raises(ConversationUnknown):
        await conversations.case(jan)


async def test_another_language_is_offered_once_before_the_question(conversations, jan):
    first = await conversations.receive(Inbound(jan, "I need some help with my rent", None))
    again = await conversations.receive(Inbound(jan, "please help me with the rent", None))
    assert (keys(first), keys(again)) == (["language.offer", "thank"], ["thank"])
    assert [choice.id for choice in first.says[0].choices] == ["language:en"]
    assert (await conversations.case(jan)).language == "nl"
