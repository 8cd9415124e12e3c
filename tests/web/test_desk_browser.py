"""The desk in a real browser: read, heard, typed and worked with from the keyboard."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.wait import WebDriverWait

from bot.core.case import Consents, Handoff
from bot.services.staff import KEEPER
from tests.e2e.axe import violations
from tests.e2e.browser import open_browser
from tests.fakes import FATIMA, NOW, FakeClock, FakeConversations, desk_services
from tests.group_sessions import BEGUN, TO_COME, FakeSessions
from tests.jan import jan
from tests.sessions import catalog_with_sessions

SOON_S = 10
JAN = jan().id
CASE = f"/desk/cases/{JAN}"
CRISIS = jan(id="018fcrisis1", crisis=("no_bed_tonight",), consents=Consents(None))

SESSIONS = ["/desk/sessions", f"/desk/sessions/{TO_COME}", f"/desk/sessions/{BEGUN}"]
PAGES = ["/desk/login", "/desk", "/desk/colleagues", CASE, f"/desk/cases/{CRISIS.id}", *SESSIONS]


@pytest.fixture(scope="module")
def browser() -> Iterator[WebDriver]:
    """A browser of our own, with nothing in it."""
    driver = open_browser()
    yield driver
    driver.quit()


@pytest.fixture
def store() -> FakeConversations:
    return FakeConversations(jan(handoff=Handoff("requested", "wants_human", NOW)), CRISIS)


@pytest.fixture
def services(store) -> SimpleNamespace:
    services = desk_services(store, FakeClock())
    services.catalog, services.sessions = catalog_with_sessions(), FakeSessions()
    asyncio.run(services.staff._store.add(replace(FATIMA, role=KEEPER), "hash of vier gewone woorden", NOW))
    return services


@pytest.fixture
def desk(browser, site) -> WebDriver:
    """The list of cases, with Fatima logged in."""
    browser.set_window_size(1280, 800)
    browser.get(site.url + "/desk")
    browser.find_element(By.ID, "name").send_keys("fatima")
    browser.find_element(By.ID, "password").send_keys("vier gewone woorden", Keys.ENTER)
    see(browser, "Te doen")
    return browser


def see(driver: WebDriver, words: str) -> None:
    """Wait until the words stand on the page."""
    read = "return document.body ? document.body.innerText : ''"  # Also between two pages.
    WebDriverWait(driver, SOON_S).until(lambda page: words in page.execute_script(read))


def press(driver: WebDriver, label: str) -> None:
    """Press a button by its words, from the keyboard."""
    driver.find_element(By.XPATH, f"//button[normalize-space()='{label}']").send_keys(Keys.ENTER)


def happens(site, services, store, act) -> None:
    """Something happens to Jan's case elsewhere, and everybody who looks at it hears so."""

    def now() -> None:
        act(store)
        services.live.tell(JAN)

    site.call(now)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_fits_and_breaks_no_rule_of_accessibility(desk, site, path, width):
    desk.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False},
    )
    desk.get(site.url + path)
    too_wide = desk.execute_script("return document.documentElement.scrollWidth > innerWidth")
    found = violations(desk)
    desk.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert (too_wide, found) == (False, [])


def test_a_new_case_appears_by_itself(desk, site, services, store):
    def arrives(store):
        fresh = FakeConversations(jan(id="018fnieuw01", reason="ik ben mijn baan kwijt"))
        store.records |= fresh.records
        store.opened |= fresh.opened

    happens(site, services, store, arrives)
    see(desk, "ik ben mijn baan kwijt")
    WebDriverWait(desk, SOON_S).until(lambda page: announced(page) == "Er is een nieuwe zaak.")


def announced(driver: WebDriver) -> str:
    return driver.find_element(By.CSS_SELECTOR, "[data-announce]").get_attribute("textContent")


def test_a_talk_from_the_keyboard(desk, store):
    desk.find_element(By.LINK_TEXT, f"Zaak {JAN[-6:].upper()}").send_keys(Keys.ENTER)
    see(desk, "De computer stelde voor")
    press(desk, "Gesprek overnemen")
    see(desk, "Uw bericht aan de inwoner")
    desk.find_element(By.ID, "write-text").send_keys("Goedemorgen", Keys.CONTROL, Keys.ENTER)
    WebDriverWait(desk, SOON_S).until(lambda page: store.entries[JAN][-1].body == {"text": "Goedemorgen"})
    press(desk, "Gesprek sluiten")
    see(desk, "Gesprek overnemen")
    assert store.records[JAN].case.handoff.state == "closed"


def test_a_message_comes_in_while_staff_are_typing(desk, site, services, store):
    desk.get(site.url + CASE)
    press(desk, "Gesprek overnemen")
    see(desk, "Uw bericht aan de inwoner")
    desk.find_element(By.ID, "write-text").send_keys("Ik kijk het na vo")
    happens(site, services, store, lambda store: store.add(JAN, "resident", {"text": "bent u er nog?"}))
    see(desk, "bent u er nog?")
    desk.switch_to.active_element.send_keys("or u")
    assert desk.find_element(By.ID, "write-text").get_attribute("value") == "Ik kijk het na voor u"


def test_a_colleague_who_takes_over_is_seen_at_once(desk, site, services, store):
    desk.get(site.url + CASE)
    see(desk, "Gesprek overnemen")

    def taken(store):
        store.records[JAN].case = replace(
            store.records[JAN].case, handoff=Handoff("active", None, NOW, "piet")
        )

    happens(site, services, store, taken)
    see(desk, "piet is in gesprek met de inwoner.")
    assert desk.find_elements(By.CSS_SELECTOR, "form[action$='take-over']") == []


def test_what_is_printed_is_the_case_and_not_the_talk(desk, site):
    desk.get(site.url + CASE)
    desk.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    seen = [
        desk.find_element(By.CSS_SELECTOR, part).is_displayed()
        for part in (".spider", ".case-talk", ".desk-user")
    ]
    desk.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert seen == [True, False, False]
