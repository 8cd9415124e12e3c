"""How does a change of the catalog come into use while residents are talking?

Everything that runs holds one ``LiveCatalog``.  A reload reads all files again and replaces
the catalog as a whole, or keeps the old one when anything is wrong.  A turn that is open goes
on with the version that it began with.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.adapters.catalog_files import load_catalog
from bot.core.catalog import Catalog
from bot.core.errors import CatalogInvalid


class LiveCatalog:
    """The catalog in use: reads as a ``Catalog``, and can be replaced.

    Attributes:
        current: The version of this moment; it never changes itself.
    """

    def __init__(self, current: Catalog) -> None:
        self.current = current

    def __getattr__(self, name: str) -> Any:
        return getattr(self.current, name)


def reload(live: LiveCatalog, root: Path | None = None) -> tuple[str, ...]:
    """Read the catalog again, and use it if it is sound.

    Args:
        live: What everything that runs holds.
        root: Its folder; the one that comes with Voordeur when left out.

    Returns:
        The faults for which the old version was kept, as ``file: key: what``; none when the
        new one is in use.
    """
    try:
        read = load_catalog(root)
    except CatalogInvalid as invalid:
        return invalid.faults
    gone = sorted(live.current.profiles.keys() - read.profiles.keys())
    if gone:  # Residents of these are talking now.
        return tuple(f"municipalities/{id_}.yml: file: is gone; only a restart takes it away" for id_ in gone)
    live.current = read
    return ()
