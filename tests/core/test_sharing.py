"""Do staff see no more than the resident shares?"""

from dataclasses import replace

import pytest

from bot.core.case import Consents, Situation
from bot.core.sharing import hidden_lines, shared_with_staff
from tests.jan import jan

MONEY = ("bot", {"key": "photo.question", "choices": [{"id": "photo.money:a"}, {"id": "skip"}]})
HOME = ("bot", {"key": "photo.question", "choices": [{"id": "photo.home_relations:a"}, {"id": "skip"}]})
CONFIRM_MONEY = ("bot", {"key": "confirm.ask", "choices": [{"id": "confirm.money:yes"}]})
CONFIRM_HOME = ("bot", {"key": "confirm.ask", "choices": [{"id": "confirm.home_relations:yes"}]})
READ_BACK = ("bot", {"key": "share.ask", "choices": [{"id": "share:yes"}]})
PROPOSAL = ("bot", {"key": "triage.proposal", "choices": []})
CRISIS = ("bot", {"key": "crisis.unsafe_home", "choices": []})
TAP_HOME = ("resident", {"choice": "photo.home_relations:a", "title": "..."})
TYPED = ("resident", {"text": "ik ben bang"})

LINES = {
    "shared": (True, (), [MONEY, TYPED], (False, False)),
    "not asked yet": (None, (), [MONEY, TYPED], (True, True)),
    "refused": (False, (), [MONEY, TYPED, READ_BACK], (True, True, True)),
    "one domain kept back": (
        True,
        ("home_relations",),
        [MONEY, TYPED, HOME, TAP_HOME],
        (False, False, True, True),
    ),
    "the read-back names what is kept back": (True, ("home_relations",), [READ_BACK], (True,)),
    "a cry for help is always seen": (None, (), [HOME, TYPED, CRISIS], (True, False, False)),
    "a confirmed question is known anyway": (False, (), [CONFIRM_MONEY], (False,)),
    "a question that was not confirmed tells an answer": (False, (), [CONFIRM_HOME], (True,)),
    "a confirmed question of a domain kept back tells its answer": (
        True,
        ("money",),
        [CONFIRM_MONEY, PROPOSAL],
        (True, True),
    ),
    "the proposal is seen when nothing is kept back": (True, (), [PROPOSAL], (False,)),
    "a late tap tells as much": (False, (), [CRISIS, TAP_HOME], (False, True)),
}


@pytest.mark.parametrize(("share", "withheld", "lines", "expected"), LINES.values(), ids=LINES)
def test_the_talk_tells_staff_no_more_than_the_photo(share, withheld, lines, expected):
    case = jan(consents=Consents(share), photo=replace(jan().photo, withheld=withheld))
    assert hidden_lines(case, lines) == expected


SITUATION = ("bot", {"key": "situation.ask_age", "choices": [{"id": "situation.age:18_26"}]})
EXPLAINED = ("bot", {"key": "situation.search_period", "choices": []})
TAP_AGE = ("resident", {"choice": "situation.age:18_26", "title": "..."})


@pytest.mark.parametrize(("share", "hidden"), [(True, False), (False, True), (None, True)])
def test_age_and_what_follows_from_it_are_seen_only_when_shared(share, hidden):
    kept = replace(jan().photo, withheld=("home_relations",))
    case = jan(consents=Consents(share), photo=kept, situation=Situation("18_26"))
    lines = [SITUATION, TAP_AGE, EXPLAINED, SITUATION, TYPED]
    seen = shared_with_staff(case).situation
    assert (hidden_lines(case, lines), seen == Situation()) == ((hidden,) * 5, hidden)


@pytest.mark.parametrize("share", [None, False])
def test_without_a_yes_staff_see_no_answer(share):
    seen = shared_with_staff(jan(consents=Consents(share)))
    assert (dict(seen.photo.answers), seen.photo.strengths, seen.unanswered) == ({}, None, ())


def test_a_domain_kept_back_is_only_named():
    case = jan(photo=replace(jan().photo, withheld=("money",)))
    seen = shared_with_staff(case).photo
    assert ("money" in seen.answers, "housing" in seen.answers, seen.withheld) == (False, True, ("money",))


def test_a_wish_for_help_is_kept_back_with_its_domain():
    seen = shared_with_staff(jan(photo=replace(jan().photo, withheld=("money",))))
    assert (seen.questions, seen.triage.main_question) == (("housing",), None)
