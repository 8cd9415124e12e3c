"""What may Rasa write to a log?  Never what a resident wrote."""

from __future__ import annotations

import logging

import structlog


def keep_words_out_of_logs() -> None:
    """Rasa logs messages on level debug, and tracebacks that may quote them: both off."""
    logging.getLogger("rasa").setLevel(logging.WARNING)
    logging.getLogger("rasa_sdk").setLevel(logging.WARNING)
    for name in ("rasa.core.processor", "rasa.core.channels", "rasa.core.actions"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # Rasa's structlog loggers print everything unless somebody sets a level.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
