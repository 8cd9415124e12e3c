"""``voordeur train`` trains only when it must, and says what it did."""

import io
from pathlib import Path

import pytest

from bot.commands import train
from bot.rasa_components.model import TrainingFailed


@pytest.fixture
def made(monkeypatch):
    """Where training leaves its traces, instead of a minute of work."""
    calls = []

    def train_here(progress):
        calls.append("trained")
        print("rasa's own chatter")
        progress("a step")
        return Path("models/voordeur.tar.gz")

    monkeypatch.setattr(train, "train_here", train_here)
    return calls


CASES = [
    # a fresh model, force -> trained
    (Path("voordeur.tar.gz"), False, []),
    (Path("voordeur.tar.gz"), True, ["trained"]),
    (None, False, ["trained"]),
]


@pytest.mark.parametrize("fresh, force, expected", CASES)
def test_a_fresh_model_is_kept_unless_asked(monkeypatch, made, fresh, force, expected):
    monkeypatch.setattr(train, "fresh_model", lambda: fresh)
    assert (train.run(force, io.StringIO(), io.StringIO()), made) == (0, expected)


def test_steps_go_to_out_and_the_chatter_of_rasa_to_err(monkeypatch, made):
    monkeypatch.setattr(train, "fresh_model", lambda: None)
    out, err = io.StringIO(), io.StringIO()
    train.run(False, out, err)
    assert (out.getvalue(), err.getvalue()) == ("a step\nvoordeur.tar.gz: trained\n", "rasa's own chatter\n")


def test_a_failure_is_told_with_its_last_lines(monkeypatch):
    def fail(progress):
        raise TrainingFailed(["data/nlu/nl: no examples"])

    monkeypatch.setattr(train, "train_here", fail)
    err = io.StringIO()
    assert (train.run(True, io.StringIO(), err), err.getvalue()) == (1, "data/nlu/nl: no examples\n")
