"""Do imports point inward, and is the core free of the world?"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_CORE = sorted((ROOT / "bot" / "core").rglob("*.py"))
_THE_WORLD = {"asyncio", "io", "logging", "os", "pathlib", "random", "secrets", "socket", "time", "uuid"}
_READS = re.compile(r"\benviron\b(?!\.setdefault)|\bgetenv\b")  # Setting a library up is not reading.
_CLOCK = {"now", "today", "utcnow"}


def _imports(file: Path) -> set[str]:
    """Top-level names that a file imports; our own modules by their full name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return {name if name.startswith(("bot", ".")) else name.partition(".")[0] for name in found}


def _is_pure(name: str) -> bool:
    ours = name == "bot.core" or name.startswith("bot.core.")
    return ours or (name in sys.stdlib_module_names and name not in _THE_WORLD)


def test_imports_point_inward():
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter, "--no-logo"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("file", _CORE, ids=lambda file: file.name)
def test_the_core_imports_nothing_that_touches_the_world(file):
    assert {name for name in _imports(file) if not _is_pure(name)} == set()


@pytest.mark.parametrize("file", _CORE, ids=lambda file: file.name)
def test_the_core_has_no_clock(file):
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    named = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    assert named & _CLOCK == set()


def test_only_the_settings_read_the_environment():
    files = [file for folder in ("bot", "actions", "channels") for file in (ROOT / folder).rglob("*.py")]
    reading = [file.relative_to(ROOT).as_posix() for file in files if _READS.search(file.read_text())]
    assert [name for name in reading if not name.startswith(("bot/settings", "bot/commands/"))] == []
