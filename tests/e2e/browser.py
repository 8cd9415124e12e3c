"""How do the tests open a browser with nothing in it?"""

from __future__ import annotations

import shutil
import tempfile

from selenium import webdriver
from selenium.webdriver.remote.webdriver import WebDriver

_FLAGS = (
    "headless",
    "no-sandbox",
    "disable-gpu",
    "disable-quic",
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
)


def open_browser() -> WebDriver:
    """Open the machine's Chromium without a window; the caller quits it."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in (*_FLAGS, f"user-data-dir={tempfile.mkdtemp(prefix='voordeur-browser-')}"):
        options.add_argument(f"--{flag}")
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
