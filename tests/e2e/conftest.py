"""One installation for all browser and process tests; a test that kills one starts its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver.remote.webdriver import WebDriver

from tests.e2e.browser import open_browser
from tests.e2e.installation import Installation


def _running() -> Iterator[Installation]:
    installation = Installation()
    try:
        installation.start()
        yield installation
    finally:
        installation.stop()


@pytest.fixture(scope="session")
def installation() -> Iterator[Installation]:
    """A running front door that nobody kills."""
    yield from _running()


@pytest.fixture
def own_installation() -> Iterator[Installation]:
    """A running front door that the test may kill."""
    yield from _running()


@pytest.fixture
def browser() -> Iterator[WebDriver]:
    """A browser with nothing in it."""
    driver = open_browser()
    yield driver
    driver.quit()
