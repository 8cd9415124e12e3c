"""Does ``voordeur check`` find what would go wrong, before it does?"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from bot.adapters.catalog_files import load_catalog
from bot.commands.check import LOCALES, law_faults, run
from bot.commands.check_texts import forbidden_word_faults, placeholders, text_faults
from bot.commands.check_training import training_faults
from bot.rasa_components.model import ROOT

LANGUAGES = frozenset({"nl", "en"})


TODAY = date(2026, 11, 26)


def checked(**env: str) -> tuple[int, list[str]]:
    out = StringIO()
    return run(env, out, StringIO(), TODAY), out.getvalue().splitlines()


def test_this_installation_has_no_faults():
    assert checked() == (0, ["0 faults"])


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({"VOORDEUR_PORT": "zero"}, "environment: VOORDEUR_PORT: must be a whole number from 0 to 65535"),
        ({"VOORDEUR_COLOUR": "blue"}, "environment: VOORDEUR_COLOUR: unknown setting"),
        (
            {"VOORDEUR_PROFILE": "atlantis"},
            "environment: VOORDEUR_PROFILE: no profile atlantis in bot/catalog/municipalities",
        ),
    ],
)
def test_a_wrong_setting_is_a_fault(env, expected):
    assert checked(**env) == (1, [expected, "1 faults"])


LAYER = "bot/catalog/law/2026-07-01.yml: valid_to"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 26), []),
        (date(2026, 11, 30), []),
        (date(2026, 12, 1), [f"{LAYER}: ends on 2026-12-31 and no layer follows"]),
        (date(2026, 12, 31), [f"{LAYER}: ends on 2026-12-31 and no layer follows"]),
        (date(2027, 1, 1), ["bot/catalog/law: valid_from: no layer holds on 2027-01-01"]),
    ],
)
def test_law_that_ends_within_thirty_days_is_a_fault(today, expected):
    assert list(law_faults(load_catalog().laws.values(), today)) == expected


def test_law_that_ends_later_is_told_as_a_note():
    err = StringIO()
    run({}, StringIO(), err, TODAY)
    ends = [line for line in err.getvalue().splitlines() if line.startswith(LAYER)]
    assert ends == [
        f"{LAYER}: ends in 35 days and no layer follows; from 30 days before that is a fault",
    ]


@pytest.mark.parametrize(
    ("forbidden", "terms", "expected"),
    [
        ("klant", {}, False),
        ("foto", {}, False),
        ("klantfoto", {}, True),
        ("klantfoto", {"photo": "levensfoto"}, False),
    ],
)
def test_a_forbidden_word_is_found_in_the_texts_of_those_residents(forbidden, terms, expected):
    alphen = load_catalog().profiles["alphen-2015"]
    strict = replace(alphen, forbidden=(forbidden,), terms={**alphen.terms, **terms})
    line = "locales/nl/LC_MESSAGES/messages.po: photo.offer: forbidden word for residents of alphen-2015: "
    assert (f"{line}{forbidden}" in forbidden_word_faults(LOCALES, [strict])) == expected


def test_checking_leaves_nothing_behind(tmp_path):
    checked(VOORDEUR_DATA=str(tmp_path / "data"))
    assert list(tmp_path.iterdir()) == []


def test_checking_does_not_wait_for_rasa():
    program = "import sys, bot.commands.check as c; print(sorted({'rasa', 'tensorflow'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_checking_everything_takes_less_than_three_seconds_of_a_processor():
    program = "import time; from bot.__main__ import main; main(['check']); print(time.process_time())"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert float(found.stdout.splitlines()[-1]) < 3


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of what Rasa learns from, and of the texts, to break."""
    for name in ("data", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "domain.yml", tmp_path)
    return tmp_path


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


TRAINING = {
    "an intent without a rule": (
        "data/rules.yml",
        "- intent: greet\n",
        "- intent: thank\n",
        ["data/rules.yml: greet: has no rule"],
    ),
    "an action that nobody knows": (
        "data/rules.yml",
        "action_greet",
        "action_sing",
        [
            "data/rules.yml: action_sing: is not in domain.yml",
            "domain.yml: action_greet: no rule leads to it",
        ],
    ),
    "an intent that nobody knows": (
        "data/nlu/en/talk.yml",
        "intent: greet\n",
        "intent: sing\n",
        ["data/nlu/en: greet: has no examples", "data/nlu/en: sing: is not in domain.yml"],
    ),
}


@pytest.mark.parametrize(("file", "before", "after", "expected"), TRAINING.values(), ids=TRAINING)
def test_training_data_that_does_not_fit_is_a_fault(copy, file, before, after, expected):
    change(copy / file, before, after)
    assert list(training_faults(copy, LANGUAGES)) == expected


def test_an_offered_language_without_training_data_is_a_fault(copy):
    shutil.rmtree(copy / "data" / "nlu" / "en")
    assert "data/nlu/en: greet: has no examples" in training_faults(copy, LANGUAGES)


TEXTS = {
    "a missing text": ('msgid "thank"', 'msgid "thanks"', ["thank: is missing", "thanks: is not in nl"]),
    "an empty text": ('msgstr "You are welcome."', 'msgstr ""', ["thank: is missing"]),
    "a value that Dutch does not have": (
        'msgstr "You are welcome."',
        'msgstr "You are welcome, {name}."',
        ["thank: names name, which nl does not have"],
    ),
}


@pytest.mark.parametrize(("before", "after", "expected"), TEXTS.values(), ids=TEXTS)
def test_a_text_that_is_not_in_step_with_dutch_is_a_fault(copy, before, after, expected):
    change(copy / "locales" / "en" / "LC_MESSAGES" / "messages.po", before, after)
    found = text_faults(copy / "locales", LANGUAGES)
    assert [line.removeprefix("locales/en/LC_MESSAGES/messages.po: ") for line in found] == expected


def test_no_texts_at_all_is_a_fault(tmp_path):
    assert list(text_faults(tmp_path, LANGUAGES)) == ["locales/nl: file: there are no texts"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Dag.", set()), ("{name}: {euros}", {"name", "euros"}), ("{{niets}}", set()), ("{open", {"{open"})],
)
def test_the_places_for_values_are_found(text, expected):
    assert placeholders(text) == expected
