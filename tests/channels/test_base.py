"""Every folder below ``channels`` is a channel that says what it can do."""

from __future__ import annotations

from pathlib import Path

import pytest

import channels
from channels.base import all_channels

FOLDERS = sorted(path.parent.name for path in Path(channels.__file__).parent.glob("*/__init__.py"))


def test_the_ways_in_are_the_folders():
    assert sorted(all_channels()) == FOLDERS


@pytest.mark.parametrize("name", FOLDERS)
def test_a_channel_is_called_as_its_folder(name):
    assert all_channels()[name].name == name


@pytest.mark.parametrize("name", FOLDERS)
def test_a_channel_takes_a_message_of_some_length(name):
    assert all_channels()[name].max_chars > 0


@pytest.mark.parametrize("name", ["webchat", "kiosk"])
def test_the_browser_keeps_the_token_of_the_chat_and_the_kiosk(name):
    assert all_channels()[name].in_browser


@pytest.mark.parametrize("name", FOLDERS)
def test_a_channel_has_a_page_in_the_docs(name):
    path = Path("docs/channels") / f"{name}.md"
    assert (Path(channels.__file__).parents[1] / path).exists(), f"write {path}"
