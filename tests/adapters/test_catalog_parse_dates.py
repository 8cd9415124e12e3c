"""Is a fault in a language's words for days named, with the word?"""

from __future__ import annotations

import pytest
import yaml

from bot.adapters.catalog_files import CATALOG
from bot.adapters.catalog_parse_dates import date_file


def _dutch() -> dict:
    return yaml.safe_load((CATALOG / "dates" / "nl.yml").read_text())


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, []),
        ({"weekdays": [["maandag"]]}, [("weekdays", "needs at least 7")]),
        ({"from": ["morgen"]}, [("morgen", "has two meanings")]),
        ({"nights": []}, [("nights", "unknown key")]),
        ({"parts": {"night": []}}, [("parts.night", "unknown key")]),
        ({"unsure": None}, [("unsure", "must be a list")]),
    ],
)
def test_a_fault_is_named(change, faults):
    assert list(date_file({**_dutch(), **change})) == faults
