"""Does a change of the catalog come into use whole, or not at all?"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.catalog_files import load_catalog
from bot.adapters.catalog_reload import LiveCatalog, reload

ALPHEN = "municipalities/alphen-2015.yml"


@pytest.fixture
def live(root: Path) -> LiveCatalog:
    return LiveCatalog(load_catalog(root))


def test_a_change_comes_into_use(root, change, live):
    change(ALPHEN, ("put", "human", "phone", "14 0172"))
    assert (reload(live, root), live.profiles["alphen-2015"].phone) == ((), "14 0172")


def test_a_turn_goes_on_with_the_version_that_it_began_with(root, change, live):
    begun = live.current
    change(ALPHEN, ("put", "human", "phone", "14 0172"))
    reload(live, root)
    assert (begun.profiles["alphen-2015"].phone, begun.current is begun) == (None, True)


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9])
def test_a_file_that_is_half_written_keeps_the_old_version_and_says_so(root, live, part):
    file, before = root / ALPHEN, live.current
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * part)])
    faults = reload(live, root)
    assert (live.current is before, {fault.partition(": ")[0] for fault in faults}) == (True, {ALPHEN})
    file.write_bytes(whole)
    assert (reload(live, root), live.current is before) == ((), False)


def test_a_table_that_is_half_written_keeps_the_old_version_and_says_so(root, live):
    before = live.current
    (root / "municipalities" / "alphen-2015.areas.csv").write_text(
        "range_from,range_to\n24", encoding="utf-8"
    )
    faults = reload(live, root)
    assert (live.current is before, faults != ()) == (True, True)


def test_a_municipality_whose_residents_may_be_talking_is_not_taken_away(root, live):
    before = live.current
    (root / ALPHEN).unlink()
    assert reload(live, root) == (f"{ALPHEN}: file: is gone; only a restart takes it away",)
    assert live.current is before
