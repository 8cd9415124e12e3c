"""What may Rasa write to a log or a terminal?  Never what a resident wrote, and no noise."""

from __future__ import annotations

import logging
import os
import warnings

import structlog


def keep_words_out_of_logs() -> None:
    """Rasa logs messages on level debug, and tracebacks that may quote them: both off."""
    logging.getLogger("rasa").setLevel(logging.WARNING)
    logging.getLogger("rasa_sdk").setLevel(logging.WARNING)
    for name in ("rasa.core.processor", "rasa.core.channels", "rasa.core.actions"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # Rasa's structlog loggers print everything unless somebody sets a level.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


def quiet_imports() -> None:
    """Importing Rasa 3.6 warns of deprecations in frozen libraries, which nobody here can mend.

    Must run before the first import of rasa.
    """
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    with warnings.catch_warnings():
        import sanic  # noqa: F401  It turns all deprecation warnings on; here they are off again.
