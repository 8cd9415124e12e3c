"""The files of the plain Rasa project name our classes; Rasa falls back silently when they do not."""

import importlib

import pytest
import yaml
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints

from bot.rasa_components.localized_nlg import LocalizedNlg
from bot.rasa_components.model import ROOT
from bot.rasa_components.tracker_store import BoundedTrackerStore


@pytest.fixture(scope="module")
def endpoints():
    return AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))


def test_rasa_finds_our_tracker_store(endpoints):
    assert type(TrackerStore.create(endpoints.tracker_store)) is BoundedTrackerStore


def test_rasa_finds_our_texts(endpoints):
    assert type(NaturalLanguageGenerator.create(endpoints.nlg, None)) is LocalizedNlg


def test_no_channel_of_rasa_is_open():
    assert yaml.safe_load((ROOT / "credentials.yml").read_text()) is None


def test_every_component_of_the_configuration_exists():
    config = yaml.safe_load((ROOT / "config.yml").read_text())
    paths = [one["name"] for one in (*config["pipeline"], *config["policies"])]
    missing = [path for path in paths if not _exists(path)]
    assert missing == []


def _exists(path: str) -> bool:
    module, _, name = path.rpartition(".")
    return hasattr(importlib.import_module(module), name)
