"""Does the photo ask every question once, keep what was said, and conclude nothing?"""

from __future__ import annotations

import pytest

from bot.core import photo
from bot.core.case import Answer, Photo
from tests.core.alphen import ALPHEN, AT, CATALOG, a_case, a_photo

EMPTY = Photo("digital")


def answered_one_by_one(choose) -> tuple[list[str], Photo]:
    """Ask until nothing is left; ``choose`` gives the answer to a question."""
    asked, made = [], EMPTY
    while question := photo.next_question(made, ALPHEN, CATALOG):
        asked.append(question)
        made = photo.with_answer(made, question, choose(question))
    return asked, made


def first_option(question: str) -> Answer:
    """What it would be to take the first option everywhere."""
    if question.endswith(".alone"):
        return Answer("answered", "yes")
    return photo.answered(photo.options_of(question, CATALOG)[0], "resident", AT)


def test_skipping_everything_asks_every_domain_once_and_leaves_all_open():
    asked, made = answered_one_by_one(lambda question: Answer("skipped", at=AT))
    own = [question for question in asked if "." not in question]
    assert (own, photo.unanswered(made, ALPHEN)) == (list(ALPHEN.photo_domains), ALPHEN.photo_domains)


def test_whoever_answers_everything_has_nothing_unanswered():
    asked, made = answered_one_by_one(first_option)
    assert (len(asked), photo.unanswered(made, ALPHEN)) == (len(set(asked)), ())


@pytest.mark.parametrize(
    ("domain", "letter", "expected"),
    [
        ("money", "b", ["money.letter"]),
        ("money", "c", ["money.letter"]),
        ("money", "d", []),
        ("daily_tasks", "c", ["daily_tasks.helped_by", "daily_tasks.information"]),
        ("daily_tasks", "e", []),
    ],
)
def test_follow_ups_come_after_some_answers_only(domain, letter, expected):
    questions = photo.questions(a_photo(**{domain: letter}), ALPHEN, CATALOG)
    assert [q for q in questions if q.startswith(f"{domain}.")] == expected


def test_being_alone_is_asked_before_home():
    asked = list(photo.questions(EMPTY, ALPHEN, CATALOG))
    assert asked.index("home_relations.alone") == asked.index("home_relations") - 1


def test_whoever_is_not_alone_skips_home():
    made = photo.without_alone(EMPTY, "home_relations", AT)
    assert made.answers["home_relations"].status == "skipped"


@pytest.mark.parametrize(
    ("domain", "answer", "expected"),
    [
        ("money", Answer("answered", "a", 1), True),
        ("money", Answer("answered", "c", 3), True),
        ("money", Answer("answered", "d", 4), False),
        ("money", Answer("skipped"), False),
        ("money", Answer("declined"), False),
        ("money", None, False),
        ("substance_use", Answer("answered", "now"), True),
        ("substance_use", Answer("answered", "later"), True),
        ("substance_use", Answer("answered", "no"), False),
    ],
)
def test_help_is_asked_about_where_the_resident_says_it_is_hard(domain, answer, expected):
    assert photo.wants_help(CATALOG.domains[domain], answer) == expected


def test_to_decline_by_a_choice_is_to_decline():
    decline = next(o for o in CATALOG.domains["substance_use"].options if o.id == "decline")
    assert photo.answered(decline, "resident", AT) == Answer("declined", at=AT)


def test_a_correction_keeps_the_former_answer_for_the_resident():
    made = photo.reopened(a_photo(money="b", housing="c"), "money")
    assert (set(made.answers), [change.answer.choice for change in made.history]) == ({"housing"}, ["b"])


def test_a_correction_asks_the_follow_ups_again():
    made = photo.with_answer(a_photo(money="b"), "money.letter", Answer("answered", "none"))
    assert photo.next_question(photo.reopened(made, "money"), ALPHEN, CATALOG) == "money"


CANDIDATES = {
    "hard in the photo": ({"photo": a_photo(money="b", housing="e")}, ("money",)),
    "said in the reason": ({"topics": ("housing",)}, ("housing",)),
    "domains before topics": ({"topics": ("debts",), "photo": a_photo(money="b")}, ("money", "debts")),
    "confirmed already": ({"photo": a_photo(money="b"), "questions": ("money",)}, ()),
    "not wanted": ({"photo": a_photo(money="b"), "declined_topics": ("money",)}, ()),
    "nothing told": ({}, ()),
}


@pytest.mark.parametrize(("known", "expected"), CANDIDATES.values(), ids=CANDIDATES)
def test_only_open_help_questions_are_asked_back(known, expected):
    assert photo.candidates(a_case(**known), ALPHEN, CATALOG) == expected


def test_staff_read_nothing_of_a_part_that_is_kept_back():
    made = Photo(
        "digital",
        answers={
            "money": Answer("answered", "b"),
            "money.letter": Answer("answered", "none"),
            "housing": Answer("answered", "c"),
        },
        withheld=("money",),
    )
    assert set(photo.shared(made, ALPHEN)) == {"housing"}


def test_a_case_does_not_grow_with_every_correction():
    made = EMPTY
    for number in range(100):
        made = photo.with_answer(made, "money", Answer("answered", f"choice {number}", at=AT))
    kept = [change.answer.choice for change in made.history]
    assert kept == [f"choice {number}" for number in range(99 - photo.CHANGES_KEPT, 99)]


def test_own_words_without_a_choice_are_told_too():
    made = Photo("digital", answers={"work_education": Answer("skipped", words="het ligt moeilijk", at=AT)})
    assert (photo.told(made, ALPHEN), photo.words(made, "work_education")) == (
        ("work_education",), ("het ligt moeilijk",))
