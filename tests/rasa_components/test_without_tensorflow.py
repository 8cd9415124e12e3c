"""Rasa loads without TensorFlow, and nothing uses it unnoticed."""

import subprocess
import sys

import pytest

IMPORTS = "from bot.rasa_components import without_tensorflow; without_tensorflow.install();"
CASES = [
    # code -> printed
    ("import rasa.core.agent, sys; print(type(sys.modules['tensorflow']).__name__)", "_AbsentModule"),
    (
        "from rasa.engine.recipes.default_components import DEFAULT_COMPONENTS as c; print(len(c) > 20)",
        "True",
    ),
    ("import tensorflow as tf\nclass A(tf.keras.Model): pass\nprint(issubclass(A, tf.keras.Model))", "True"),
    ("import tensorflow as tf\n@tf.function\ndef f(): return 1\nprint(f())", "1"),
]


def _run(code):
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", f"{IMPORTS}\n{code}"], capture_output=True, text=True
    )


@pytest.mark.parametrize("code, printed", CASES)
def test_what_only_names_tensorflow_works(code, printed):
    assert _run(code).stdout.strip() == printed


def test_what_uses_tensorflow_says_that_it_is_absent():
    assert "TensorFlowAbsent" in _run("import tensorflow as tf\ntf.constant([1, 2])").stderr
