"""What is wrong with a file that cannot be read, in words for whoever typed it?"""

from __future__ import annotations

import yaml

from bot.adapters.catalog_parse_shape import Fault

# What the reader of YAML says -> what the one who typed it can do; the first that fits.
_SAID = (
    ("quoted scalar", "a quotation mark is not closed; a text with one in it stands between double quotes"),
    (
        "mapping values are not allowed",
        "a text with a colon in it stands between double quotes; a key begins below the key before it",
    ),
    ("flow", "a bracket is not closed, or a comma is missing"),
    (
        "cannot start any token",
        "a tab or a sign such as @ or % begins here; begin a line with spaces, "
        "and put a text with a sign between double quotes",
    ),
    (
        "did not find expected",
        "this line or the one before it does not end well, or begins with too many or too few spaces",
    ),
)


def yaml_fault(problem: Exception) -> Fault:
    """The fault of a file, with its line where the reader knows it.

    Args:
        problem: What came of reading it.
    """
    mark = _mark(problem)
    if mark is None:
        return "file", f"cannot be read: {' '.join(str(problem).split())}"
    said = f"{problem.context} {problem.problem}"
    advice = next((told for sign, told in _SAID if sign in said), problem.problem)
    return f"line {mark.line + 1}", f"cannot be read: {advice}"


def _mark(problem: Exception) -> yaml.Mark | None:
    """Where it went wrong: for a quotation mark or a bracket, where that was opened."""
    opened = getattr(problem, "context_mark", None)
    context = getattr(problem, "context", None) or ""
    return opened if "quoted" in context or "flow" in context else getattr(problem, "problem_mark", None)
