"""The pages stand on their own: safe headers, the right language, a clear word when one is missing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.web import pages

PAGES = ["/", "/kiosk", "/?lang=en", "/nothing"]
HEADERS = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]


class Inline(HTMLParser):
    """Collects what the policy of the page would not carry out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        self.found += [name for name in names if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(tag)


@pytest.mark.parametrize("header, value", HEADERS)
async def test_every_page_has_the_safety_header(header, value, client):
    assert (await client.get("/")).headers[header] == value


@pytest.mark.parametrize("forbidden", ["unsafe-inline", "unsafe-eval", "*", "http:"])
async def test_the_policy_allows_nothing_from_elsewhere(forbidden, client):
    assert forbidden not in (await client.get("/")).headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", PAGES)
async def test_no_script_or_style_stands_in_a_page(path, client):
    inline = Inline()
    inline.feed(await (await client.get(path)).text())
    assert inline.found == []


LANGUAGES = [
    ("/", "nl", "Hulp bij inkomen, wonen en meer"),
    ("/?lang=en", "en", "Help with income, housing and more"),
    ("/?lang=xx", "nl", "Hulp bij inkomen, wonen en meer"),
]


@pytest.mark.parametrize("path, lang, title", LANGUAGES)
async def test_a_page_is_in_the_language_that_was_asked(path, lang, title, client):
    text = await (await client.get(path)).text()
    assert (f'<html lang="{lang}"' in text, f"<title>{title}</title>" in text) == (True, True)


HISTORIC = "Dit is een historisch voorbeeld uit 2015."
NOT_REAL = [
    ("alphen-2015", "/", HISTORIC),
    ("alphen-2015", "/kiosk", HISTORIC),
    ("alphen-2015", "/?lang=en", "This is a historic example from 2015."),
    ("voorbeeldstad", "/", "Dit is een voorbeeld. Het is niet echt."),
    ("voorbeeldstad", "/kiosk?lang=en", "This is an example. It is not real."),
]


@pytest.mark.parametrize("profile, path, words", NOT_REAL)
async def test_what_is_not_real_says_so_on_every_page(profile, path, words, client, services):
    services.settings.profile = profile
    assert words in await (await client.get(path)).text()


@pytest.mark.parametrize(
    "profile, key", [("alphen-2015", "page.historic_demo"), ("voorbeeldstad", "page.draft")]
)
async def test_in_another_page_the_chat_itself_says_that_it_is_not_real(profile, key, client):
    body = await (await client.get(f"/api/v1/municipalities/{profile}/texts")).json()
    assert (body["status"], body["texts"]["nl"][key].startswith("Dit is een")) == (key, True)


@pytest.mark.parametrize("path", ["/nothing", "/nothing/at/all", "/static/../app.py"])
async def test_what_is_not_there_is_said_in_plain_words(path, client):
    response = await client.get(path)
    assert (response.status, "Deze pagina is er niet." in await response.text()) == (404, True)


async def test_files_with_a_mark_may_be_kept_for_long(client):
    page = await (await client.get("/")).text()
    address = re.search(r'"(/static/theme\.css\?v=\w+)"', page)[1]
    assert "immutable" in (await client.get(address)).headers["Cache-Control"]


async def test_other_sites_may_load_the_script(client):
    response = await client.get("/widget.js")
    assert (response.status, response.headers["Cross-Origin-Resource-Policy"]) == (200, "cross-origin")


async def test_the_script_gets_its_words_in_every_language(client):
    body = await (await client.get("/api/v1/municipalities/alphen-2015/texts")).json()
    said = {lang: texts["chat.send"] for lang, texts in body["texts"].items()}
    assert (body["language"], said) == ("nl", {"nl": "Verstuur", "en": "Send"})


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_text_of_the_pages_is_there(lang, texts):
    assert texts.keys(lang, "pages") == texts.keys("nl", "pages")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_translation_keeps_the_placeholders(lang, texts):
    def places(key, language):
        return sorted(re.findall(r"{\w+}", texts.gettext(key, language, "pages")))

    keys = texts.keys("nl", "pages")
    assert {key for key in keys if places(key, lang) != places(key, "nl")} == set()


def test_every_word_that_script_and_templates_name_is_written(texts):
    folder = Path(pages.__file__).parent
    sources = [*folder.glob("static/**/*.js"), *folder.glob("templates/*.jinja2")]
    key = re.compile(r"""['"]((?:chat|page|kiosk|sheet|base)\.(?!css|js)[a-z_.]+)['"]""")
    named = {name for file in sources for name in key.findall(file.read_text(encoding="utf-8"))}
    assert named - texts.keys("nl", "pages") == set()
