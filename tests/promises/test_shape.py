"""Does the code keep the size and the names that make it readable?"""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_CODE = ("bot", "actions", "channels", "benchmarks")
_FILES = sorted(file for folder in _CODE for file in (ROOT / folder).rglob("*.py"))
_SAYS_NOTHING = ("util", "helper", "common", "manager", "misc", "stuff")


def _path(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _nodes(*kinds: type[ast.AST]) -> Iterator[tuple[Path, ast.AST]]:
    for file in _FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, kinds):
                yield file, node


def _lengths() -> list[int]:
    """Lines of every function, its docstring included."""
    functions = _nodes(ast.FunctionDef, ast.AsyncFunctionDef)
    return [node.end_lineno - node.lineno + 1 for _, node in functions]


def test_half_of_the_functions_have_ten_lines_at_most():
    assert statistics.median(_lengths()) <= 10


def test_nineteen_of_twenty_functions_have_forty_lines_at_most():
    assert statistics.quantiles(_lengths(), n=20)[-1] <= 40


def test_no_file_is_longer_than_300_lines():
    long = {_path(file): lines for file in _FILES if (lines := len(file.read_text().splitlines())) > 300}
    assert long == {}


def test_no_module_and_no_class_has_a_name_that_says_nothing():
    names = [(_path(file), file.stem if file.stem != "__init__" else file.parent.name) for file in _FILES]
    names += [(_path(file), node.name) for file, node in _nodes(ast.ClassDef)]
    assert [name for name in names if any(word in name[1].lower() for word in _SAYS_NOTHING)] == []


@pytest.mark.parametrize("folder", ["bot", "actions", "channels", "tests"])
def test_every_module_says_which_question_it_answers(folder):
    files = [file for file in (ROOT / folder).rglob("*.py") if file.read_text().strip()]
    bare = [_path(file) for file in files if not ast.get_docstring(ast.parse(file.read_text()))]
    assert bare == []
