"""What does Rasa's own pipeline (DIET) make of the test lines of one language?

``python -m benchmarks.understanding_diet_model LANG EPOCHS`` runs in a process of its own, with the
real TensorFlow, which ours does without.  It trains on ``data/nlu/LANG`` alone and keeps its answers in
``answers_file``.  It keeps the trained model too: other test lines need no other training.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.understanding_texts import SETS, TESTS, TRAINING, Example, read_tests
from bot.rasa_components.model import fingerprint

_CONFIG = Path(__file__).with_name("diet.yml")
_FOLDER = Path("var/diet")
_SETTINGS = {
    # One processor, whatever the machine has: then figures repeat, and others can work on.
    "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "RASA_TELEMETRY_ENABLED": "false",
}


def answers_file(lang: str, epochs: int) -> Path:
    """Where the answers to today's test lines stand, or will, by a model of today's training texts.

    Holds ``{"lang", "epochs", "minutes", "answers"}``: for each of ``SETS.values()`` a list of
    ``{"wanted", "got", "ranking"}``, in the order of the lines.
    """
    return _FOLDER / f"{_answers_stem(lang)}-{epochs}.json"


def answers_files(lang: str) -> list[Path]:
    """Those that are there, of any number of epochs."""
    return list(_FOLDER.glob(f"{_answers_stem(lang)}-*.json"))


def main(lang: str, epochs: int) -> None:
    """Train, unless that was done, and answer the test lines."""
    os.environ.update(_SETTINGS)
    started = time.monotonic()
    model = _trained(lang, epochs)
    answers = {
        file: _answers(model, [one for one in read_tests(name) if one.lang == lang])
        for name, file in SETS.items()
    }
    minutes = round((time.monotonic() - started) / 60, 1)
    told = {"lang": lang, "epochs": epochs, "minutes": minutes, "answers": answers}
    answers_file(lang, epochs).write_text(json.dumps(told), encoding="utf-8")


def _answers_stem(lang: str) -> str:
    tests = [TESTS / f"{file}_{lang}.jsonl" for file in SETS.values()]
    return f"{lang}-{fingerprint([*_training_files(lang), *tests, _CONFIG])[:12]}"


def _training_files(lang: str) -> list[Path]:
    return sorted((TRAINING / lang).glob("*.yml"))


def _trained(lang: str, epochs: int) -> Path:
    name = f"{lang}-{fingerprint([*_training_files(lang), _CONFIG])[:12]}-{epochs}"
    model = _FOLDER / f"{name}.tar.gz"
    if not model.exists():
        from rasa.model_training import train_nlu

        config = _written_config(lang, epochs, model.with_name(f"{name}.yml"))
        train_nlu(str(config), str(TRAINING / lang), str(_FOLDER), fixed_model_name=name)
    return model


def _written_config(lang: str, epochs: int, path: Path) -> Path:
    config = yaml.safe_load(_CONFIG.read_text(encoding="utf-8"))
    for component in config["pipeline"]:
        if "epochs" in component:
            component["epochs"] = epochs
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump({**config, "language": lang}, sort_keys=False), encoding="utf-8")
    return path


def _answers(model: Path, lines: Sequence[Example]) -> list[dict[str, Any]]:
    from bot.rasa_components.understanding_model import load_understanding

    parse = load_understanding(model)
    return [{"wanted": one.intent, **_told(parse(one.text))} for one in lines]


def _told(parsed: dict[str, Any]) -> dict[str, Any]:
    ranking = [(one["name"], one["confidence"]) for one in parsed["intent_ranking"]]
    return {"got": parsed["intent"]["name"], "ranking": ranking}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
