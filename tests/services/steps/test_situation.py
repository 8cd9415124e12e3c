"""Is age asked only where it changes the explanation, and is no date of birth kept?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.case import Needs, Situation
from bot.core.messages import Inbound, Understanding
from bot.core.talk import Talk
from bot.services import agenda
from bot.services.steps.situation import SituationStep, explain
from tests.jan import jan

STEP = SituationStep()
NOT_TOLD = jan(situation=Situation(), appointments=())
YOUNG_DONE = ("situation.partner", "situation.school", "situation.studying")


@pytest.fixture
async def turn(turns):
    """A turn in which age was not asked yet."""
    await turns.store.create(NOT_TOLD, Talk(asked="situation.age"), None, turns.clock())
    async with turns.open(NOT_TOLD.id) as opened:
        yield opened


WANTED = [
    # what is different, the question that comes
    ({}, (), "situation.age"),
    ({"questions": ("housing",), "topics": ()}, (), None),
    ({"crisis": ("no_bed_tonight",)}, (), None),
    ({"appointments": jan().appointments}, (), None),
    ({}, ("human_first",), None),
    ({}, ("situation.age",), None),
    ({"situation": Situation("27_plus")}, (), None),
    ({"situation": Situation("under_18")}, (), None),
    ({"situation": Situation("18_26")}, (), "situation.partner"),
    ({"situation": Situation("18_26")}, ("situation.partner",), "situation.school"),
    ({"situation": Situation("18_26", partner_27=True)}, ("situation.partner",), "situation.studying"),
    ({"situation": Situation("18_26")}, YOUNG_DONE, None),
    ({"situation": Situation("27_plus"), "reason": "ik ben statushouder"}, (), "situation.newcomer"),
    ({"situation": Situation("27_plus"), "questions": ("money", "language")}, (), "situation.newcomer"),
    ({"situation": Situation("27_plus"), "reason": "ik kom uit een ander land"}, (), None),
]


@pytest.mark.parametrize(("told", "done", "expected"), WANTED)
async def test_a_question_comes_only_where_its_answer_changes_the_explanation(turn, told, done, expected):
    turn.case, turn.talk = replace(turn.case, **told), Talk(done=done)
    assert STEP.question(turn) == expected


async def test_a_profile_without_an_age_rule_asks_nothing(turn):
    ruleless = replace(turn.profile, age_rules=())
    turn.catalog = replace(turn.catalog, profiles={ruleless.id: ruleless})
    assert STEP.question(turn) is None


HEARD = [
    # question, words, intent, what is kept, whether it was an answer
    ("age", "22", "out_of_scope", Situation("18_26"), True),
    ("age", "ja", "affirm", Situation("27_plus"), True),
    ("age", "nee", "deny", Situation(), True),  # Asked again: 18 to 26, or younger?
    ("age", "3-12-2090", "out_of_scope", Situation(), True),
    ("age", "wat is bijstand", "ask_rights", Situation(), False),
    ("partner", "nee", "deny", Situation(), True),
    ("partner", "ja", "affirm", Situation(), True),
    ("partner", "31", "out_of_scope", Situation(partner_27=True), True),
    ("school", "ja", "affirm", Situation(left_school_recently=True), True),
    ("studying", "nee", "deny", Situation(studying=False), True),
    ("newcomer", "hm", "out_of_scope", Situation(), False),
]


@pytest.mark.parametrize(("short", "words", "intent", "kept", "answered"), HEARD)
async def test_own_words_are_taken_where_they_say_enough(turn, short, words, intent, kept, answered):
    heard = await STEP.hear(turn, f"situation.{short}", Understanding(intent, words))
    assert (heard, turn.case.situation) == (answered, kept)


@pytest.mark.parametrize("short", ["age", "partner", "school", "studying", "newcomer"])
async def test_every_question_can_be_skipped(turn, short):
    question = f"situation.{short}"
    asked = await STEP.ask(turn, question)
    await STEP.choose(turn, question, "skip")
    assert ("skip" in [one.id for one in asked.choices], question in turn.talk.done) == (True, True)
    assert turn.case.situation == Situation()


async def test_a_date_of_birth_is_read_and_stands_nowhere(turns, conversations, dialogue):
    case = jan(situation=Situation(), appointments=())
    await turns.store.create(case, Talk(asked="situation.age", on_screen=("skip",)), None, turns.clock())

    async def answer(turn):
        await agenda.hear(turn, Understanding("out_of_scope", dialogue.heard[-1][0]))

    dialogue.act = answer
    reply = await conversations.receive(Inbound(case.id, "12-3-2004"))
    kept = await turns.store.transcript(case.id, 0)
    assert (reply.case.situation.age_group, dialogue.heard) == ("18_26", [("[geboortedatum]", None)])
    assert [line for line in kept if "2004" in str(line.body)] == []


EXPLAINED = [
    (Situation("27_plus"), {}, ["situation.at_once"]),
    (Situation("18_26"), {}, ["situation.search_period"]),
    (Situation("18_26"), {"needs": Needs("shelter")}, ["situation.search_period", "situation.circumstances"]),
    (Situation("18_26"), {"crisis": ("no_bed_tonight",)}, ["situation.circumstances"]),
    (Situation("27_plus"), {"crisis": ("no_bed_tonight",)}, []),
    (Situation("18_26"), {"questions": (), "topics": ()}, []),
    (Situation(), {}, []),
]


@pytest.mark.parametrize(("situation", "told", "keys"), EXPLAINED)
async def test_each_explanation_is_said_once(turn, situation, told, keys):
    turn.case = replace(turn.case, situation=situation, **told)
    turn.talk = Talk(done=("situation.age", *YOUNG_DONE))
    explain(turn)
    explain(turn)
    assert [say.key for say in turn.said] == keys


async def test_where_no_text_holds_a_person_is_named(turn):
    turn.case = replace(turn.case, situation=Situation("18_26"))
    turn.talk = Talk(done=YOUNG_DONE)
    turn.law_days = lambda profile, today: today.replace(year=2015)
    explain(turn)
    assert [say.key for say in turn.said] == ["rights.unknown"]
