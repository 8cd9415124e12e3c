"""Does everything the front door can say have plain words in every language, and no verdict?

Keys are read from the code itself, so a message that nobody wrote is named before a resident misses it.
"""

from __future__ import annotations

import re
import statistics
from pathlib import Path
from string import Formatter

import pytest
import yaml

from bot.adapters.catalog_files import load_catalog
from bot.adapters.personal_numbers import mask
from bot.adapters.texts_gettext import Texts
from bot.core.crisis import FLAGS
from bot.core.messages import Say
from bot.core.triage import CONDITIONS
from bot.core.vocabulary import INTENTS, REGISTERS, ROLES, SESSION_TOPICS, TASKS
from bot.services.courtesies import NO_GUESS
from bot.services.steps.closing import LATE
from bot.services.steps.crisis import WHAT
from bot.services.steps.situation import TITLES
from bot.services.steps.visit import CALL_ME, CANNOT_COME, NEW_DATE
from tests.promises.said_keys import keys_said

ROOT = Path(__file__).parents[2]
TEXTS = Texts.load(ROOT / "locales", strict=True)
LANGUAGES = ("nl", "en")
PROFILES = load_catalog().profiles.values()
PROFILE_FILES = sorted((ROOT / "bot/catalog/municipalities").glob("*.yml"))
TERMS = {name for profile in PROFILES for name in profile.terms}

SPEAKERS = [ROOT / folder for folder in ("bot/services", "bot/core", "actions")]
PERSONAL_NUMBERS = "jan@example.org NL91ABNA0417164300 111222333 0612345678 12-3-2004"

MISSED_WAYS = {"NEW_DATE": NEW_DATE, "CALL_ME": CALL_ME, "CANNOT_COME": CANNOT_COME}

FAMILIES = {
    # how the code builds the key -> what it stands for
    "crisis.{flag}": [f"crisis.{flag}" for flag in FLAGS],
    "crisis.safe_now_{option}": ["crisis.safe_now_yes", "crisis.safe_now_no"],
    "choice.crisis.{flag}": [f"choice.crisis.{flag}" for flag in WHAT],
    "choice.reach_{way}": [f"choice.reach_{way}" for way in ("phone", "email", "post", "via")],
    "reach.{way}": ["reach.phone", "reach.email"],
    "choice.{title}": [f"choice.{title}" for titles in TITLES.values() for title in titles.values()],
    "documents.{register}": [f"documents.{register}" for register in REGISTERS],
    "card.{option}": ["card.yes", "card.no"],
    "share.{option}": ["share.yes", "share.no"],
    "needs.title.{need.id}": [f"needs.title.{need}" for need in load_catalog().needs],
    "language.{code}": sorted({f"language.{code}" for profile in PROFILES for code in profile.languages}),
    "masked.{needless[0]}": [f"masked.{kind}" for kind in mask(PERSONAL_NUMBERS).kinds],
    "intent.{intent}": [f"intent.{intent}" for intent in sorted(INTENTS - NO_GUESS)],
    "session.topic.{kind.group.topic}": [f"session.topic.{topic}" for topic in SESSION_TOPICS],
    "task.{task.id}": [f"task.{task}" for task in TASKS],
    "visit.{how}": [f"visit.{how}" for how in LATE],
    "missed.{option}": [f"missed.{option}" for option in (CALL_ME, CANNOT_COME)],
    **{f"choice.{{{name}}}": [f"choice.{way}"] for name, way in MISSED_WAYS.items()},
    "{triage.reasons}": [f"triage.reason.{name}" for name in CONDITIONS],
}

OF_THE_RENDERER = {"format.moment", "format.day", "format.weekday", *(f"role.{name}" for name in ROLES)}
"""Keys that only the renderer asks for: ``bot.adapters.texts_gettext``."""

VERDICT = re.compile(
    r"\bu (?:hebt|heeft) (?:waarschijnlijk |wel |geen )*recht|\b(?:geen |wel )?recht op bijstand"
    r"|\byou (?:are|are not|may be|might be) entitled|you (?:do not )?qualify"
    r"|(?<!whether )you have (?:a|the|no) right",
    re.IGNORECASE,
)
NOT_B1 = re.compile(
    r"\b(?:dient|indien|ten behoeve van|wordt verzocht|fraude|no-show|doelgroep|caseload|onbemiddelbaar)\b",
    re.IGNORECASE,
)
INFORMAL = re.compile(r"\b(?:je|jij|jouw|jullie)\b", re.IGNORECASE)

def all_said() -> dict[str, set[str]]:
    """Every key that the dialogue can say, with the names of the values it always gives."""
    said: dict[str, set[str]] = {}
    for built, values in keys_said(SPEAKERS):
        for key in FAMILIES.get(built, [built]):
            said[key] = said.get(key, values) & values
    return said


SAID = all_said()


def placeholders(key: str, lang: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(TEXTS.gettext(key, lang)) if name}


def sentences(lang: str) -> list[tuple[str, str]]:
    keys = sorted(TEXTS.keys(lang) - {"format.moment", "format.day", "format.weekday"})
    split = ((key, re.split(r"(?<=[.?!])\s+|\n", TEXTS.gettext(key, lang))) for key in keys)
    return [(key, sentence) for key, parts in split for sentence in parts if sentence]


# The promises ----------------------------------------------------------------------------------


def test_every_way_in_which_the_code_builds_a_key_is_known():
    unknown = [key for key in SAID if "{" in key]
    assert unknown == [], "add it to FAMILIES above, and its texts to locales/<lang>/LC_MESSAGES/messages.po"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_that_the_code_can_say_has_words(lang):
    missing = sorted({*SAID, *OF_THE_RENDERER} - TEXTS.keys(lang))
    assert missing == [], f"write them in locales/{lang}/LC_MESSAGES/messages.po"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_stands_there_for_nothing(lang):
    unused = sorted(TEXTS.keys(lang) - {*SAID, *OF_THE_RENDERER})
    assert unused == [], f"delete them from locales/{lang}/LC_MESSAGES/messages.po"


def test_every_language_fills_in_the_same_values():
    shared = [key for key in sorted(SAID) if not key.startswith("role.")]
    different = {key for key in shared if placeholders(key, "nl") != placeholders(key, "en")}
    assert different == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_fills_in_only_what_the_code_gives_or_the_profile_names(lang):
    asked = {key: placeholders(key, lang) - values - TERMS for key, values in SAID.items()}
    assert {key: names for key, names in asked.items() if names} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_says_that_somebody_has_a_right_or_has_none(lang):
    assert [line for line in sentences(lang) if VERDICT.search(line[1])] == []


@pytest.mark.parametrize("wrong", [
    "U hebt recht op bijstand.", "U heeft waarschijnlijk geen recht.", "Wel recht op bijstand.",
    "You are entitled to this.", "You may be entitled to help.", "You do not qualify.",
    "You have a right to it.",
])  # fmt: skip
def test_the_words_of_a_verdict_would_be_found(wrong):
    assert VERDICT.search(wrong)


def test_dutch_has_no_word_of_the_office_and_says_u():
    assert [line for line in sentences("nl") if NOT_B1.search(line[1]) or INFORMAL.search(line[1])] == []


@pytest.mark.parametrize("lang, average, longest", [("nl", 10, 15), ("en", 10, 18)])
def test_sentences_are_short(lang, average, longest):
    words = [(key, len(sentence.split())) for key, sentence in sentences(lang)]
    told = [count for key, count in words if not key.startswith(("choice.", "intent.", "role."))]
    assert [line for line in words if line[1] > longest] == []
    assert statistics.mean(told) <= average


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_has_a_word_that_a_municipality_keeps_for_staff(lang):
    profiles = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in PROFILE_FILES]
    forbidden = {word.lower() for profile in profiles for word in profile["terms"].get("forbidden") or ()}
    assert forbidden != set()
    assert [line for line in sentences(lang) for word in forbidden if word in line[1].lower()] == []


@pytest.mark.parametrize("lang, words", [
    ("nl", "U hoeft niet te wachten."),
    ("en", "You do not have to wait."),
])  # fmt: skip
def test_everybody_in_crisis_hears_that_they_need_not_wait(lang, words):
    assert [flag for flag in FLAGS if words not in TEXTS.gettext(f"crisis.{flag}", lang)] == []


NUMBERS_AND_RIGHTS = [
    # flag, what its text names (domain.md 2.7, 3.5)
    ("no_bed_tonight", ["Wmo 2.3.3", "112"]),
    ("unsafe_home", ["112", "0800-2000"]),
    ("child_unsafe", ["112", "0800-2000"]),
    ("suicide", ["113", "112"]),
    ("medical_now", ["huisarts", "huisartsenpost", "112"]),
    ("eviction", ["Wgs 4", "3 w"]),
    ("shutoff", ["Wgs 4", "3 w"]),
    ("insurance_end", ["Wgs 4", "3 w"]),
    ("safe_now_yes", ["0800-2000", "112"]),
    ("safe_now_no", ["112"]),
    ("open", ["112"]),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("flag, named", NUMBERS_AND_RIGHTS)
def test_a_crisis_text_names_the_number_and_the_right_that_help(flag, named, lang):
    assert [one for one in named if one not in TEXTS.gettext(f"crisis.{flag}", lang)] == []


FIRST_THINGS = [
    # key, language, what it must say
    ("language.ask", "nl", ["computer, geen mens", "computer, not a person"]),
    ("language.ask", "en", ["computer, geen mens", "computer, not a person"]),
    ("welcome", "nl", ["computer", "niet met een mens", "bewaren", "wissen"]),
    ("welcome", "en", ["computer", "not to a person", "keep", "deleted"]),
    ("photo.offer", "nl", ["overslaan", "stoppen", "om een mens", "10 minuten", "Niemand beslist"]),
    ("photo.offer", "en", ["skip", "stop", "for a person", "10 minutes", "Nobody"]),
    ("triage.proposal", "nl", ["{reason}", "Een medewerker beslist", "{decided_by}", "{rule}"]),
    ("triage.proposal", "en", ["{reason}", "A person decides", "{decided_by}", "{rule}"]),
    ("rights.never_decides", "nl", ["De gemeente beslist"]),
    ("rights.answer", "nl", ["{valid_from}", "{article}", "{url}"]),
    ("rights.answer", "en", ["the Dutch text of the law counts", "{valid_from}", "{article}", "{url}"]),
    ("situation.ask_age", "nl", ["27 jaar", "geen geboortedatum"]),
    ("situation.search_period", "nl", ["{melding}", "{earliest}", "een mens", "{law}", "gemeente beslist"]),
    ("situation.search_period", "en", ["{melding}", "{earliest}", "a person", "{law}", "decides"]),
    ("situation.turns_27", "nl", ["{turns_27_on}", "{earliest}", "meteen", "medewerker beslist", "{law}"]),
    ("situation.source", "nl", ["Geldt vanaf {valid_from}", "{article}", "{url}"]),
    ("situation.source", "en", ["the Dutch text of the law counts", "{valid_from}", "{article}", "{url}"]),
    ("masked", "nl", ["U hoeft hier geen", "niet bewaard"]),
]


@pytest.mark.parametrize("key, lang, facts", FIRST_THINGS)
def test_a_text_tells_what_the_law_and_our_promise_ask(key, lang, facts):
    assert [fact for fact in facts if fact not in TEXTS.gettext(key, lang)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", sorted(SAID))
def test_every_message_can_be_rendered(key, lang):
    rendered = TEXTS.render(Say(key, dict.fromkeys(SAID[key], "x")), lang, dict.fromkeys(TERMS, "y"))
    assert rendered.text.strip() != ""
