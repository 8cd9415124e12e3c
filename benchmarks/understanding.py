"""How well is a text understood that the model has never seen?

``make evaluate`` prints the tables of docs/understanding.md; about five minutes on two processors.
"""

from __future__ import annotations

from bot.rasa_components import before_rasa


def main() -> None:
    """Print all tables."""
    before_rasa.prepare()
    # Only now: these import numpy and Rasa.
    from benchmarks.understanding_tables import print_all

    print_all()


if __name__ == "__main__":
    main()
