"""The trained model, loaded once for all tests of understanding."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from bot.rasa_components import before_rasa
from bot.rasa_components.model import ensure_model


@pytest.fixture(scope="session")
def parse() -> Callable[[str], dict[str, Any]]:
    """A text to what the newest model makes of it."""
    model = ensure_model(lambda step: print(step, file=sys.stderr))
    before_rasa.prepare()
    from bot.rasa_components.understanding_model import load_understanding

    return load_understanding(model)
