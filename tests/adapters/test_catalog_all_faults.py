"""Does a profile with every kind of fault tell them all at once, and start nothing?

``all_faults.yml`` is the profile, ``all_faults.txt`` what must be told about it.
"""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path

import pytest

from bot.adapters.catalog_files import load_catalog
from bot.commands import run
from bot.core.errors import CatalogInvalid
from bot.settings import Settings

HERE = Path(__file__).parent
EXPECTED = (HERE / "all_faults.txt").read_text(encoding="utf-8").splitlines()
TABLE = "range_from,range_to,core,team,valid_from,valid_to\n1236,1234,,team-1,2026-01-01,\n"


@pytest.fixture
def spoiled(root: Path) -> Path:
    """A catalog with the bad file in it."""
    shutil.copy(HERE / "all_faults.yml", root / "municipalities" / "all-faults.yml")
    (root / "municipalities" / "all-faults.areas.csv").write_text(TABLE, encoding="utf-8")
    return root


def test_every_fault_is_told_at_once_by_file_and_key(spoiled):
    with pytest.raises(CatalogInvalid) as refused:
        load_catalog(spoiled)
    assert list(refused.value.faults) == EXPECTED


def test_nothing_is_started(spoiled, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "load_catalog", lambda: load_catalog(spoiled))
    data, err = tmp_path / "data", StringIO()
    settings = Settings.from_env({"VOORDEUR_SECRET": "-" * 32, "VOORDEUR_DATA": str(data)})
    assert run.run(settings, StringIO(), err) == 1
    assert (err.getvalue().splitlines(), data.exists()) == (EXPECTED, False)
