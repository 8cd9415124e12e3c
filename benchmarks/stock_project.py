"""Is the stock project trained?  Once for each state of its files, into ``var/stock``.

Its model is trained as ``rasa train`` does it, with all of Rasa's default epochs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bot.rasa_components.model import fingerprint

SOURCES = Path(__file__).parent / "stock"
_KEPT = Path(__file__).parents[1] / "var" / "stock"


def trained_project(progress: Callable[[str], None]) -> Path:
    """A folder with the stock project and its model; trains for some minutes when it must.

    Raises:
        subprocess.CalledProcessError: Rasa could not train; its log is in the folder.
    """
    project = (
        _KEPT
        / fingerprint(sorted(path for path in SOURCES.rglob("*") if path.suffix in (".yml", ".py")))[:16]
    )
    if not any((project / "models").glob("*.tar.gz")):
        progress("training the stock project (once; some minutes)")
        # A copy: rasa writes the pipeline that it chose into config.yml.
        shutil.copytree(SOURCES, project, dirs_exist_ok=True)
        _train(project)
    return project


def _train(project: Path) -> None:
    env = {**os.environ, "RASA_TELEMETRY_ENABLED": "false"}
    with (project / "train.log").open("w") as log:
        subprocess.run(
            [sys.executable, "-m", "rasa", "train"], cwd=project, env=env, stdout=log, stderr=log, check=True
        )
