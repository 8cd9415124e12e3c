"""What did the person who starts this installation ask for?

The only reader of the environment.  Every setting has a row in
docs/operations.md; a test keeps the two together.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NAMES = (
    "DATABASE_URL",
    "VOORDEUR_DATA",
    "VOORDEUR_PROFILE",
    "VOORDEUR_HOST",
    "VOORDEUR_PORT",
    "VOORDEUR_LOG_LEVEL",
    "VOORDEUR_SECRET",
    "VOORDEUR_POOL_SIZE",
)
_LOG_LEVELS = ("debug", "info", "warning", "error")
_SECRET_MIN_CHARS = 32


class SettingsInvalid(Exception):
    """The environment holds values we cannot work with.

    Attributes:
        faults: One line a fault, ``environment: NAME: what is wrong``; never the value of a secret.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation's settings.

    Attributes:
        database_url: PostgreSQL address, or ``None`` for the embedded server in ``data_dir``.
        data_dir: Folder for the embedded database and the secret.
        profile: Id of the municipality's file in the catalog.
        host: Address to listen on.
        port: TCP port to listen on; 0 takes a free one.
        log_level: ``debug``, ``info``, ``warning`` or ``error``.
        secret: Key of the links to a resident's papers; at least 32 characters.
        pool_size: Largest number of database connections of this process.
    """

    database_url: str | None
    data_dir: Path
    profile: str
    host: str
    port: int
    log_level: str
    secret: str
    pool_size: int

    def __repr__(self) -> str:
        """Show what is safe to log: neither the secret nor the database password."""
        return f"Settings(profile={self.profile!r}, host={self.host!r}, port={self.port})"

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """Read all settings; an empty value counts as absent.

        Args:
            env: The environment of this process when left out.

        Makes and keeps a secret in the data folder when the environment has none.

        Raises:
            SettingsInvalid: Naming every fault, not only the first.
        """
        read = _Reader(os.environ if env is None else env)
        values = {
            "database_url": read.database_url(),
            "data_dir": Path(read.text("VOORDEUR_DATA", "var")),
            "profile": read.text("VOORDEUR_PROFILE", "voorbeeldstad"),
            "host": read.text("VOORDEUR_HOST", "127.0.0.1"),
            "port": read.number("VOORDEUR_PORT", 8080, 0, 65535),
            "log_level": read.one_of("VOORDEUR_LOG_LEVEL", _LOG_LEVELS, "info"),
            "pool_size": read.number("VOORDEUR_POOL_SIZE", 10, 2, 200),
        }
        given = read.secret()
        if read.faults:
            raise SettingsInvalid(read.faults)
        return cls(**values, secret=given or _kept_secret(values["data_dir"]))


class _Reader:
    """Reads values one by one and collects what is wrong with them."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self.faults: list[str] = [
            f"environment: {name}: unknown setting" for name in sorted(env) if _is_misspelt(name)
        ]

    def text(self, name: str, default: str = "") -> str:
        return self._env.get(name, "").strip() or default

    def number(self, name: str, default: int, low: int, high: int) -> int:
        raw = self.text(name, str(default))
        if raw.isascii() and raw.isdigit() and low <= int(raw) <= high:
            return int(raw)
        self._fault(name, f"must be a whole number from {low} to {high}")
        return default

    def one_of(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(name, default).lower()
        if value not in allowed:
            self._fault(name, f"must be one of {', '.join(allowed)}")
        return value

    def database_url(self) -> str | None:
        url = self.text("DATABASE_URL")
        if url and not url.startswith(("postgresql://", "postgres://")):
            self._fault("DATABASE_URL", "must start with postgresql://")
        return url or None

    def secret(self) -> str:
        value = self.text("VOORDEUR_SECRET")
        if value and len(value) < _SECRET_MIN_CHARS:
            self._fault("VOORDEUR_SECRET", f"must have at least {_SECRET_MIN_CHARS} characters")
        return value

    def _fault(self, name: str, what: str) -> None:
        self.faults.append(f"environment: {name}: {what}")


def _is_misspelt(name: str) -> bool:
    return name.startswith("VOORDEUR_") and name not in NAMES


def _kept_secret(data_dir: Path) -> str:
    """The secret of this data folder, made on first use and readable by its owner only."""
    path = data_dir / "secret"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")


def _write_once(path: Path, content: str) -> None:
    """Two processes may start at once: the link decides, so neither reads a half-written file."""
    draft = path.with_name(f"secret.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(content)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # The other process was first; its secret counts.
    finally:
        draft.unlink()
