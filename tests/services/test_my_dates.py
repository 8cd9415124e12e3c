"""Is there a text for everything that a profile lets the front door tell?"""

from __future__ import annotations

import pytest

from bot.adapters.catalog_files import load_catalog
from bot.adapters.texts_gettext import Texts
from bot.core.vocabulary import CHANNEL_KINDS, SESSION_TOPICS
from bot.services.my_dates import task_text
from bot.services.ways import WAYS
from tests.fakes import LOCALES

CATALOG, TEXTS = load_catalog(), Texts.load(LOCALES, strict=True)
TASKS = [(profile, task.id) for profile in CATALOG.profiles.values() for task in profile.tasks]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(("profile", "task"), TASKS, ids=[f"{profile.id}-{task}" for profile, task in TASKS])
def test_every_task_of_a_profile_has_words(profile, task, lang):
    said = TEXTS.value(task_text(profile, task), lang, profile.terms)
    assert said.strip() != ""


def test_every_way_in_has_a_line():
    assert WAYS.keys() == CHANNEL_KINDS


@pytest.mark.parametrize("key", sorted({*WAYS.values(), *(f"session.topic.{one}" for one in SESSION_TOPICS)}))
def test_every_line_is_written_in_dutch_and_english(key):
    assert all(key in TEXTS.keys(lang) for lang in ("nl", "en"))
