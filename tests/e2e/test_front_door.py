"""Jan's walk in a browser: from the first screen to the sheet in his hand, and his case on the desk.

Pictures of every stop are kept in ``var/pictures`` for whoever wants to look.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.e2e.axe import violations
from tests.e2e.browser import open_browser
from tests.e2e.installation import Installation

PICTURES = Path(__file__).parents[2] / "var" / "pictures"
SOON_S = 20
PASSWORD = "vier gewone woorden hier"


class Page:
    """A browser with words to wait for, pictures and the accessibility check."""

    def __init__(self, browser: WebDriver, installation: Installation) -> None:
        self.browser, self.base = browser, installation.base

    def sees(self, words: str) -> None:
        """Wait for words on the page."""
        self.wait(lambda: words.casefold() in self.text().casefold(), words)

    def wait(self, condition, what: str) -> None:
        """Wait for a condition; the page is in the failure."""
        try:
            WebDriverWait(self.browser, SOON_S).until(lambda _: condition())
        except Exception:
            raise AssertionError(f"{what!r} did not come:\n{self.text()}") from None

    def text(self) -> str:
        """What stands on the page."""
        return self.browser.execute_script("return document.body.innerText")

    def first(self, css: str) -> WebElement:
        """Wait for elements that can be seen and used, and return the first one."""
        self.wait(lambda: self._usable(css), css)
        return self._usable(css)[0]

    def _usable(self, css: str) -> list[WebElement]:
        found = self.browser.find_elements(By.CSS_SELECTOR, css)
        return [element for element in found if element.is_displayed() and element.is_enabled()]

    def is_clean(self, name: str) -> None:
        """Keep a picture, and check that axe finds nothing."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.browser.save_screenshot(str(PICTURES / f"{name}.png"))
        assert violations(self.browser) == []


class Chat(Page):
    """The resident's page."""

    def open(self) -> None:
        """The first screen."""
        self.browser.get(self.base + "/")

    def tap(self, choice: str) -> None:
        """Tap a choice by the start of its id, and wait until the question is another one."""
        button = self.first(f'.choices:not([hidden]) [data-choice^="{choice}"]')
        before = self.answers()
        self.browser.execute_script("arguments[0].click()", button)
        self.wait(lambda: self.answers() > before, f"an answer to {choice}")

    def write(self, words: str) -> None:
        """Write a free text, and wait for what follows."""
        before = self.answers()
        self.first("#voordeur-input").send_keys(words, Keys.ENTER)
        self.wait(lambda: self.answers() > before, f"an answer to {words}")

    def answers(self) -> int:
        """How many messages are not the resident's."""
        return len(self.browser.find_elements(By.CSS_SELECTOR, ".message:not(.message--resident)"))

    def choices(self) -> list[str]:
        """Ids of the choices on screen."""
        buttons = self.browser.find_elements(By.CSS_SELECTOR, ".choices:not([hidden]) [data-choice]")
        return [button.get_attribute("data-choice") for button in buttons]

    def make_photo(self, answers: dict[str, str]) -> None:
        """Answer some domains and skip the rest."""
        self.tap("start_photo")
        while any(c.startswith("photo.") for c in self.choices()):
            known = [f"{question}:{letter}" for question, letter in answers.items()]
            self.tap(next((c for c in known if c in self.choices()), "skip"))
        self.tap("skip")


class Desk(Page):
    """The desk, as the first member of staff."""

    def log_in(self, name: str, password: str) -> None:
        """With the one-time password, then an own one."""
        self.browser.get(self.base + "/desk")
        self.first("#name").send_keys(name)
        self.first("#password").send_keys(password, Keys.ENTER)
        self.sees("Kies een wachtwoord")
        self.first("#display").clear()
        self.first("#display").send_keys("Fatima")
        self.first("#password").send_keys(PASSWORD)
        self.first("#again").send_keys(PASSWORD, Keys.ENTER)
        self.sees("Fatima")

    def open_case(self, case_id: str) -> None:
        """Click the case in the list."""
        self.first(f'a[href="/desk/cases/{case_id}"]').click()
        self.sees("Gesprek")

    def act(self, name: str) -> None:
        """Press a button of the case."""
        self.first(f'form[action$="/{name}"] button').click()


@pytest.fixture
def staff_browser():
    """A second browser: the worker's."""
    driver = open_browser()
    driver.set_window_size(1280, 900)
    yield driver
    driver.quit()


def test_jan_walks_from_the_first_screen_to_the_sheet_and_his_case_is_on_the_desk(
        own_installation: Installation, browser: WebDriver, staff_browser: WebDriver):
    browser.set_window_size(390, 844)
    jan, desk = Chat(browser, own_installation), Desk(staff_browser, own_installation)
    _tell_all(jan)
    _book(jan)
    _read_the_case(desk, _case_id(browser), own_installation.first_login())
    _talk(desk, jan)

    _open_sheet(browser)
    jan.sees("Serviceplein")
    jan.is_clean("8-sheet")
    assert _pages_on_paper(browser) == 1


def _tell_all(jan: Chat) -> None:
    jan.open()
    jan.sees("computer")
    jan.is_clean("1-first-screen")
    jan.tap("language:nl")
    jan.write("ik heb een uitkering nodig")
    jan.make_photo({"photo.money": "b", "photo.money.letter": "none", "photo.housing": "b"})
    jan.write("bij familie en vrienden, om de beurt")
    jan.write("nog wel even")
    jan.is_clean("2-needs")
    jan.tap("needs.food_drink_daily:yes")
    jan.tap("confirm.money:yes")
    jan.tap("confirm.housing:yes")
    jan.sees("geld en wonen")
    jan.is_clean("3-proposal")


def _book(jan: Chat) -> None:
    jan.tap("share:yes")
    jan.tap("situation.age:27_plus")
    jan.tap("slot:")
    jan.sees("Serviceplein")
    jan.tap("reach:phone")
    jan.write("06 12345678")
    jan.tap("no")
    jan.is_clean("4-booked")


def _read_the_case(desk: Desk, case_id: str, login: tuple[str, str]) -> None:
    desk.log_in(*login)
    desk.is_clean("5-desk")
    desk.open_case(case_id)
    desk.sees("ik heb een uitkering nodig")
    desk.sees("alphen-2015/triage/2@1")
    desk.is_clean("6-case")


def _talk(desk: Desk, jan: Chat) -> None:
    desk.act("take-over")
    desk.first("#write-text").send_keys("Goedendag, ik lees met u mee.")
    desk.act("write")
    jan.sees("ik lees met u mee")
    jan.first("#voordeur-input").send_keys("dank u wel mevrouw", Keys.ENTER)
    desk.sees("dank u wel mevrouw")
    desk.act("close")
    jan.sees("gesprek")
    jan.is_clean("7-after-the-talk")


def _case_id(browser: WebDriver) -> str:
    href = browser.find_element(By.CSS_SELECTOR, 'a[href*="/sheet"]').get_attribute("href")
    return href.partition("/conversations/")[2].partition("/")[0]


def _open_sheet(browser: WebDriver) -> None:
    browser.get(browser.find_element(By.CSS_SELECTOR, 'a[href*="/sheet"]').get_attribute("href"))


def _pages_on_paper(browser: WebDriver) -> int:
    """How many A4 pages the printed sheet takes."""
    import base64

    printed = browser.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})
    pdf = base64.b64decode(printed["data"])
    (PICTURES / "8-sheet.pdf").write_bytes(pdf)
    return pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page ")


def test_the_page_in_english_at_320_pixels(installation: Installation, browser: WebDriver):
    browser.set_window_size(320, 640)
    resident = Chat(browser, installation)
    resident.open()
    resident.tap("language:en")
    resident.write("I have no income any more and want to ask for social assistance")
    resident.sees("photo")
    resident.is_clean("9-english-320")
    wide = browser.execute_script(
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_crisis_words_bring_a_person_at_once(installation: Installation, browser: WebDriver):
    resident = Chat(browser, installation)
    resident.open()
    resident.tap("language:nl")
    resident.write("ik weet niet waar ik vannacht moet slapen")
    resident.sees("niet te wachten")
    resident.is_clean("10-crisis")
