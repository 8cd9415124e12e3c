"""``voordeur train``: make the model, if it is older than its sources."""

from __future__ import annotations

import contextlib
from typing import TextIO

from bot.rasa_components.model import TrainingFailed, fresh_model, train_here


def run(force: bool, out: TextIO, err: TextIO) -> int:
    """Train in this process.

    Args:
        force: Also when the newest model is as new as its sources.
        out: Gets one line a step; rasa's own output goes to ``err``.

    Returns:
        Exit code: 1 when no model could be made.
    """
    if not force and (model := fresh_model()):
        print(f"{model.name}: up to date", file=out)
        return 0
    try:
        with contextlib.redirect_stdout(err):
            made = train_here(lambda line: print(line, file=out, flush=True))
    except TrainingFailed as failure:
        print(failure, file=err)
        return 1
    print(f"{made.name}: trained", file=out)
    return 0
