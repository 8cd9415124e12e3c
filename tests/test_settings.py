"""Does the environment become settings, and does every fault in it get named?"""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.settings import NAMES, Settings, SettingsInvalid

_SECRET = "x" * 32


def _read(data_dir: Path, **env: str) -> Settings:
    return Settings.from_env({"VOORDEUR_DATA": str(data_dir), **env})


def test_an_empty_environment_gives_a_working_demo(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_env({})
    actual = (settings.database_url, settings.data_dir, settings.profile, settings.host, settings.port)
    assert actual == (None, Path("var"), "voorbeeldstad", "127.0.0.1", 8080)


def test_an_empty_value_counts_as_absent(tmp_path):
    assert _read(tmp_path, VOORDEUR_PORT=" ", DATABASE_URL="").port == 8080


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("VOORDEUR_PORT", "http", "must be a whole number from 0 to 65535"),
        ("VOORDEUR_PORT", "65536", "must be a whole number from 0 to 65535"),
        ("VOORDEUR_PORT", "²", "must be a whole number from 0 to 65535"),
        ("VOORDEUR_POOL_SIZE", "1", "must be a whole number from 2 to 200"),
        ("VOORDEUR_LOG_LEVEL", "loud", "must be one of debug, info, warning, error"),
        ("VOORDEUR_SECRET", "short", "must have at least 32 characters"),
        ("DATABASE_URL", "mysql://host/db", "must start with postgresql://"),
        ("VOORDEUR_PROT", "80", "unknown setting"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_expected(tmp_path, name, value, what):
    with pytest.raises(SettingsInvalid) as caught:
        _read(tmp_path, **{name: value})
    assert caught.value.faults == (f"environment: {name}: {what}",)


def test_all_faults_are_named_at_once(tmp_path):
    with pytest.raises(SettingsInvalid) as caught:
        _read(tmp_path, VOORDEUR_PORT="x", VOORDEUR_SECRET="short", VOORDEUR_LOG_LEVEL="loud")
    named = [fault.split(": ")[1] for fault in caught.value.faults]
    assert named == ["VOORDEUR_PORT", "VOORDEUR_LOG_LEVEL", "VOORDEUR_SECRET"]


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first = _read(tmp_path / "var").secret
    mode = stat.S_IMODE((tmp_path / "var" / "secret").stat().st_mode)
    assert (len(first) >= 32, _read(tmp_path / "var").secret, mode) == (True, first, 0o600)


def test_a_given_secret_is_not_written_down(tmp_path):
    assert _read(tmp_path, VOORDEUR_SECRET=_SECRET).secret == _SECRET
    assert list(tmp_path.iterdir()) == []


def test_settings_in_a_log_show_neither_secret_nor_password(tmp_path):
    shown = repr(_read(tmp_path, VOORDEUR_SECRET=_SECRET, DATABASE_URL="postgresql://u:pass@host/db"))
    assert (_SECRET in shown, "pass" in shown) == (False, False)


def test_every_setting_is_in_the_operations_table():
    table = (Path(__file__).parents[1] / "docs" / "operations.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"| `{name}` |" not in table] == []
