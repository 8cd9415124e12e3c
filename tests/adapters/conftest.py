"""How do tests of the catalog change one thing in a copy of it?"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.adapters.catalog_files import CATALOG, load_catalog
from bot.core.errors import CatalogInvalid

Change = tuple[Any, ...]
"""``put``, path, value; ``drop``, path; or ``add``, path of a list, value."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the catalog that may be spoiled."""
    return Path(shutil.copytree(CATALOG, tmp_path / "catalog"))


@pytest.fixture
def change(root: Path) -> Callable[[str, Change], None]:
    """Change one thing in a file of the copy."""

    def apply(file: str, change: Change) -> None:
        content = yaml.load((root / file).read_bytes(), yaml.CSafeLoader)
        _apply(content, *change)
        text = yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        (root / file).write_text(text, encoding="utf-8")

    return apply


@pytest.fixture
def faults(root: Path) -> Callable[[], tuple[str, ...]]:
    """Load the copy, which must be refused, and tell its faults."""

    def load() -> tuple[str, ...]:
        with pytest.raises(CatalogInvalid) as refused:
            load_catalog(root)
        return refused.value.faults

    return load


def _apply(content: Any, how: str, *path: Any) -> None:
    way, value = (path, None) if how == "drop" else (path[:-1], path[-1])
    for key in way if how == "add" else way[:-1]:
        content = content[key]
    if how == "add":
        content.append(value)
    elif how == "put":
        content[way[-1]] = value
    else:
        del content[way[-1]]
