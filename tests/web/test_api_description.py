"""docs/api.yaml describes what the application really does."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.web.app import create_app

API = yaml.safe_load((Path(__file__).parents[2] / "docs" / "api.yaml").read_text(encoding="utf-8"))
OTHERS = ("/api/v1/desk", "/desk", "/static", "/kiosk", "/widget.js", "/webhooks", "/metrics")
BASE = "/api/v1/conversations"


def described() -> set[tuple[str, str]]:
    methods = {"get", "post", "put", "patch", "delete"}
    return {(verb, path) for path, item in API["paths"].items() for verb in item if verb in methods}


def served(services) -> set[tuple[str, str]]:
    routes = create_app(services).router.routes()
    found = {(route.method.lower(), route.resource.canonical) for route in routes if route.method != "HEAD"}
    return {(verb, path) for verb, path in found if path != "/" and not path.startswith(OTHERS)}


def faults(schema: str, value: object) -> list[str]:
    whole = {"$ref": f"#/components/schemas/{schema}", "components": API["components"]}
    validator = Draft202012Validator(whole)
    return [error.message for error in validator.iter_errors(value)]


def test_every_address_is_described_and_every_description_served(services):
    assert served(services) == described()


ANSWERS = [
    # method, path, body, schema
    ("POST", "", {"channel": "kiosk"}, "Conversation"),
    ("POST", "/c1/messages", {"text": "hallo"}, "Answer"),
    ("POST", "/c1/messages", {"choice": "skip", "after": 0}, "Answer"),
    ("GET", "/c1/messages", None, "Lines"),
    ("GET", "/c1/case", None, "Export"),
    ("GET", "/c9/case", None, "Error"),
    ("POST", "/c1/messages", {}, "Error"),
]


@pytest.mark.parametrize("method, path, body, schema", ANSWERS)
async def test_an_answer_has_the_shape_that_is_described(method, path, body, schema, client, doors):
    await client.post(BASE)
    doors.book("c1")
    doors.add("c1", "staff", {"text": "Goedemiddag"})
    headers = {"Authorization": "Bearer token-c1"}
    response = await client.request(method, BASE + path, json=body, headers=headers)
    assert faults(schema, await response.json()) == []


INSTALLATION = [("/health", "Health"), ("/api/v1/municipalities/alphen-2015/texts", "Texts")]


@pytest.mark.parametrize("path, schema", INSTALLATION)
async def test_the_installation_answers_as_described(path, schema, client):
    assert faults(schema, await (await client.get(path)).json()) == []
