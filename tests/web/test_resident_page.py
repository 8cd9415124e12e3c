"""A resident's page in a real browser: seen, heard, typed, tapped, and left in a hurry."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.wait import WebDriverWait

from tests.e2e.axe import violations
from tests.e2e.browser import open_browser

WIDTHS = [320, 1280]
SOON_S = 10


@pytest.fixture(scope="module")
def browser() -> Iterator[WebDriver]:
    """A browser of our own, with nothing in it."""
    driver = open_browser()
    yield driver
    driver.quit()


@pytest.fixture
def page(browser, site) -> Iterator[Page]:
    """The resident's page, with the first question on it."""
    page = Page(browser, site)
    page.visit("/")
    yield page
    browser.switch_to.window(browser.window_handles[0])
    browser.get("about:blank")


class Page:
    """What a resident does with the page."""

    def __init__(self, driver: WebDriver, site) -> None:
        self.driver = driver
        self.site = site

    def visit(self, path: str, width: int = 1280) -> None:
        self.driver.set_window_size(width, 800)
        self.driver.get(self.site.url + path)
        self.driver.execute_script("sessionStorage.clear()")
        self.driver.refresh()
        self.until(lambda: self.all("[data-choice='photo.money:b']"))

    def all(self, css: str) -> list:
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def one(self, css: str):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def until(self, holds):
        return WebDriverWait(self.driver, SOON_S).until(lambda _: holds())

    def type(self, text: str) -> None:
        self.one("#voordeur-input").send_keys(text, Keys.ENTER)

    def button(self, words: str):
        return self.until(lambda: [b for b in self.all("button") if b.is_displayed() and b.text == words])[0]

    def texts(self) -> list[str]:
        return [element.text for element in self.all(".message__text")]

    def lines(self, count: int) -> list[str]:
        self.until(lambda: len(self.all(".message")) >= count)
        return self.texts()

    def stored(self) -> str | None:
        return self.driver.execute_script("return sessionStorage.getItem('voordeur:alphen-2015:webchat')")


def test_enter_sends_what_was_typed(page):
    page.type("ik heb hulp nodig")
    assert page.lines(4)[2:] == ["ik heb hulp nodig", "Hoe gaat het met uw geld?"]


def test_markup_is_shown_as_it_was_typed(page):
    markup = "<img src=x onerror=alert(1)> <b>vet</b>"
    page.type(markup)
    assert (page.lines(4)[2], page.all(".chat__log img, .chat__log b")) == (markup, [])


def test_a_choice_is_a_button_and_an_older_one_is_closed(page):
    page.one("[data-choice='photo.money:b']").click()
    page.lines(4)
    first, last = page.all("[data-choice='photo.money:b']")
    received = page.site.doors.received[0].choice
    assert (received, first.is_enabled(), last.is_enabled()) == ("photo.money:b", False, True)


def test_a_person_and_stop_are_always_there(page):
    page.one(".chat__bar [data-choice='human']").click()
    page.lines(4)
    page.one(".chat__bar [data-choice='stop']").click()
    page.lines(6)
    assert [message.choice for message in page.site.doors.received] == ["human", "stop"]


def test_everything_works_with_the_keyboard_alone(page):
    page.one("#voordeur-input").send_keys(Keys.SHIFT, Keys.TAB)  # Back from the field to the last choice.
    page.driver.switch_to.active_element.send_keys(Keys.ENTER)
    page.lines(4)
    asked = page.driver.switch_to.active_element.get_attribute("data-key")
    assert (page.site.doors.received[0].choice, asked) == ("skip", "fake.question")


def test_a_screen_reader_hears_the_answer_once(page):
    page.type("hallo")
    page.lines(4)
    heard = page.one("[role='status']").get_attribute("textContent")
    log = page.one("[role='log']").get_attribute("aria-live")
    assert (heard, log) == ("Hoe gaat het met uw geld?", "off")


def test_buttons_and_page_follow_the_language_of_the_talk(page):
    page.one("[data-choice='language:en']").click()
    page.button("I want a person")
    title = page.one("h1").text
    lang = page.one("html").get_attribute("lang")
    old = page.all(".message__text")[0].get_attribute("lang")
    assert (title, lang, old) == ("Help with income, housing and more", "en", "nl")


def test_in_a_page_that_does_not_say_so_the_chat_says_that_it_is_not_real(page):
    page.driver.execute_script(
        "document.querySelector('main > .notice').remove();"
        "const chat = document.querySelector('voordeur-chat'); chat.replaceWith(chat.cloneNode(false));"
    )
    page.lines(2)
    said = [notice.text.partition(".")[0] for notice in page.all("voordeur-chat > .notice")]
    assert said == ["Dit is een historisch voorbeeld uit 2015"]


def test_after_a_reload_the_talk_goes_on(page):
    page.type("hallo")
    page.lines(4)
    page.driver.refresh()
    assert (page.lines(4)[2], len(page.site.doors.cases)) == ("hallo", 2)


def test_a_message_that_failed_stays_and_can_be_sent_again(page):
    page.site.doors.gone = True
    words = "ik heb hulp nodig"
    page.type(words)
    trouble = page.until(lambda: page.one("[role='alert']").text)
    kept = page.one("#voordeur-input").get_attribute("value")
    page.site.doors.gone = False
    page.button("Probeer het opnieuw").click()
    sent = page.lines(4)[2]
    left = page.one("#voordeur-input").get_attribute("value")
    assert ("niet bewaren" in trouble, kept, sent, left) == (True, words, words, "")


def test_while_the_answer_is_slow_the_page_shows_that_it_thinks(page):
    page.site.doors.slow_s = 1.5
    page.type("hallo")
    thinking = page.until(lambda: page.one(".chat__thinking").is_displayed())
    page.lines(4)
    assert (thinking, page.one(".chat__thinking").is_displayed()) == (True, False)


def test_a_worker_is_heard_at_once_and_named_as_a_person(page):
    name = list(page.site.doors.cases)[-1]

    def write() -> None:
        page.site.doors.add(name, "staff", {"text": "Goedemiddag"})
        page.site.doors.live.tell(name)

    page.site.call(write)
    said = page.lines(3)[2]
    who = page.one(".chat__who").text
    assert (said, "U praat met een medewerker." in who) == ("Goedemiddag", True)


def test_two_tabs_stay_in_step(page):
    keys = page.stored()
    page.driver.switch_to.new_window("tab")
    page.driver.get(page.site.url)
    page.driver.execute_script("sessionStorage.setItem('voordeur:alphen-2015:webchat', arguments[0])", keys)
    page.driver.refresh()
    page.until(lambda: len(page.all(".message")) == 2)
    page.type("vanuit het tweede venster")
    second = page.lines(4)
    page.driver.close()
    page.driver.switch_to.window(page.driver.window_handles[0])
    assert page.lines(4) == second


def test_the_papers_of_a_booked_talk_are_links(page):
    name = list(page.site.doors.cases)[-1]
    page.site.call(lambda: (page.site.doors.book(name), page.site.doors.live.tell(name)))
    page.lines(3)
    page.driver.get(page.one(".message__papers a").get_attribute("href"))
    assert (page.one("h1").text, violations(page.driver)) == ("Uw afspraak", [])


def test_erasing_asks_once_more_and_leaves_nothing(page):
    page.button("Mijn gegevens").click()
    page.button("Wis mijn gegevens").click()
    page.button("Ja, wis alles").click()
    said = page.until(lambda: page.one(".chat__log .notice p").text)
    assert (said.startswith("Uw gesprek is gewist."), page.stored(), page.texts()) == (True, None, [])


def test_whoever_must_leave_at_once_leaves_nothing(page):
    page.driver.execute_script("document.querySelector('voordeur-chat').setAttribute('exit', '/health')")
    page.type("hallo")
    page.lines(4)
    before = page.driver.execute_script("return history.length")
    page.button("Verlaat deze pagina nu").click()
    page.until(lambda: page.driver.current_url.endswith("/health"))
    after = page.driver.execute_script("return [history.length, sessionStorage.length]")
    assert after == [before, 0]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/", "/kiosk", "/?lang=en"])
def test_no_rule_of_accessibility_is_broken(page, path, width):
    page.visit(path, width)
    page.type("ik heb hulp nodig")
    page.lines(4)
    assert violations(page.driver) == []


def test_the_open_dialog_breaks_no_rule_of_accessibility(page):
    page.button("Mijn gegevens").click()
    page.button("Wis mijn gegevens").click()
    assert violations(page.driver) == []


@pytest.mark.parametrize("path", ["/", "/kiosk", "/nothing"])
def test_nothing_runs_off_a_narrow_screen(page, path):
    page.driver.set_window_size(320, 640)
    phone = {"width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": True}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    page.driver.get(page.site.url + path)
    page.until(lambda: page.all(".message") or page.all("h1"))
    width = page.driver.execute_script("return document.documentElement.scrollWidth")
    page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert width == 320


SMALLEST = """
return [...document.querySelectorAll('button, a.button')].filter((button) => button.offsetParent)
    .map((button) => Math.min(button.offsetHeight, button.offsetWidth));
"""


@pytest.mark.parametrize("path, smallest", [("/", 44), ("/kiosk", 64)])
def test_every_button_is_large_enough_for_a_finger(page, path, smallest):
    page.visit(path)
    assert min(page.driver.execute_script(SMALLEST)) >= smallest


# The kiosk's own script once more, for somebody in a hurry.
HURRY = """
Object.assign(document.querySelector('.kiosk-idle').dataset, {idleSeconds: 3, warningSeconds: 2});
const script = document.createElement('script');
script.src = '/static/kiosk.js?again';
script.onload = arguments[0];
document.head.append(script);
"""


def test_a_forgotten_kiosk_asks_counts_down_and_begins_again(page):
    page.visit("/kiosk")
    page.type("geheim")
    page.lines(4)
    page.driver.execute_async_script(HURRY)
    asked = page.until(lambda: page.one(".kiosk-idle__count").text)
    page.until(lambda: len(page.all(".message")) == 2)
    assert ("Over 2 seconden" in asked, "geheim" in page.texts()) == (True, False)


def test_no_message_of_the_browser_tells_of_a_fault(page):
    page.type("hallo")
    page.lines(4)
    faults = [entry for entry in page.driver.get_log("browser") if page.site.url in json.dumps(entry)]
    assert faults == []
