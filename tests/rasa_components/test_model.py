"""A model is used as long as it is as new as what it was made from."""

import os

import pytest

from bot.rasa_components.model import ROOT, fingerprint, is_stale, newest_model, sources


@pytest.fixture
def made(tmp_path):
    """A model, its fingerprint and its one source."""
    source = tmp_path / "domain.yml"
    source.write_text("intents: []")
    model = tmp_path / "voordeur.tar.gz"
    model.write_bytes(b"model")
    beside = tmp_path / "voordeur.tar.gz.sources"
    beside.write_text(fingerprint([source]))
    return model, beside, source


def test_a_model_of_these_sources_is_fresh_even_when_they_were_touched(made):
    model, _, source = made
    os.utime(source, (2e9, 2e9))
    assert not is_stale(model, [source])


def test_a_change_in_a_source_makes_the_model_stale(made):
    model, _, source = made
    source.write_text("intents: [greet]")
    assert is_stale(model, [source])


def test_a_source_that_came_or_went_makes_the_model_stale(made):
    model, _, source = made
    assert is_stale(model, []) and is_stale(model, [source, source])


@pytest.mark.parametrize("source_time, stale", [(1e9, False), (2e9, True)])
def test_a_model_of_plain_rasa_train_is_judged_by_its_time(made, source_time, stale):
    model, beside, source = made
    beside.unlink()
    os.utime(model, (1.5e9, 1.5e9))
    os.utime(source, (source_time, source_time))
    assert is_stale(model, [source]) is stale


def test_the_newest_model_is_the_one_made_last(tmp_path):
    for number, name in enumerate(["20990101-stuck-up-name.tar.gz", "voordeur.tar.gz"]):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (1e9 + number, 1e9 + number))
    assert newest_model(tmp_path).name == "voordeur.tar.gz"


def test_without_any_model_there_is_none(tmp_path):
    assert newest_model(tmp_path) is None


@pytest.mark.parametrize("name", ["config.yml", "domain.yml", "bot/rasa_components/understanding.py"])
def test_what_a_model_is_made_from_is_watched(name):
    assert ROOT / name in sources()


@pytest.mark.parametrize(
    "name",
    [
        *("bot/rasa_components/crisis_guard.py", "bot/catalog/crisis_words/nl.yml"),
        *("bot/core/crisis.py", "bot/core/doubt.py"),
    ],
)
def test_what_is_only_read_at_run_time_needs_no_new_training(name):
    assert ((ROOT / name).exists(), ROOT / name in sources()) == (True, False)
