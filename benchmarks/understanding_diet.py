"""Do we understand unseen texts better than Rasa's own pipeline (DIET) trained on the same files?

``make evaluate-diet`` trains it for each language and prints both side by side: one to two hours, most of
it for Dutch and Arabic.  What was done is kept in ``var/diet``, so it can be broken off and goes on where it
was; ``python -m benchmarks.understanding_diet --languages nl --epochs 40`` does a part, or a shorter one.

Theirs learns each language from its own texts alone, as a stock project would; ours from all together.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from bot.rasa_components import before_rasa

LANGUAGES = ("en", "ti", "so", "tr", "pl", "uk", "fa", "ar", "nl")
"""Those with the fewest texts first."""


def main() -> None:
    """Train and answer what is not there yet, then print the table."""
    before_rasa.prepare()
    asked = _asked()
    # Only now: these import numpy and Rasa.
    from benchmarks.understanding_diet_model import answers_file
    from benchmarks.understanding_diet_table import print_side_by_side
    from benchmarks.understanding_print import progress

    for lang in asked.languages:
        if not answers_file(lang, asked.epochs).exists():
            progress(f"DIET on {lang}, {asked.epochs} epochs")
            _train_and_answer(lang, asked.epochs)
    print_side_by_side(LANGUAGES)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding_diet")
    parser.add_argument("--languages", nargs="+", metavar="LANG", choices=LANGUAGES, default=LANGUAGES)
    parser.add_argument("--epochs", type=int, default=100)
    return parser.parse_args()


def _train_and_answer(lang: str, epochs: int) -> None:
    command = [sys.executable, "-m", "benchmarks.understanding_diet_model", lang, str(epochs)]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
