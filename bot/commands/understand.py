"""``voordeur understand``: what does the model make of these texts, and how often is it right?

JSON lines in, JSON lines out, in order (contract: commands).  ``lang`` is the language that
the text seems to be in; the figures go by the ``lang`` of the input, where there is one.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from bot.adapters.language_lingua import detect
from bot.rasa_components.model import TrainingFailed, ensure_model

_TOLD = 3
_FLAG = "crisis_flag"

Answer = dict[str, Any]
Parse = Callable[[str], Mapping[str, Any]]


class Scored(NamedTuple):
    """One line whose intent was given, with what was understood."""

    lang: str
    wanted: str
    answer: Answer


def run(lines: Iterable[str], out: TextIO, err: TextIO, parse: Parse | None = None) -> int:
    """Answer every line.

    Args:
        lines: Each a JSON object with ``text`` and perhaps ``lang`` and ``intent``; empty ones are skipped.
        out: Gets one JSON object a line.
        err: Gets faults as ``line: key: what``, and the figures when intents were given.
        parse: Text to Rasa's parse; the newest model, trained first when stale, if left out.

    Returns:
        Exit code: 1 when a line could not be read or no model could be made.
    """
    try:
        parse = parse or _load(err)
    except TrainingFailed as failure:
        print(failure, file=err)
        return 1
    scored, faults = [], 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        asked = _read(line)
        if isinstance(asked, str):
            print(f"{number}: {asked}", file=err)
            faults += 1
            continue
        answer = to_answer(asked["text"], parse(asked["text"]))
        print(json.dumps(answer, ensure_ascii=False), file=out, flush=True)
        if asked.get("intent"):
            scored.append(Scored(str(asked.get("lang") or answer["lang"]), asked["intent"], answer))
    _print_figures(scored, err)
    return 1 if faults else 0


def to_answer(text: str, parsed: Mapping[str, Any]) -> Answer:
    """Rasa's parse as the object of the contract.

    Returns:
        ``crisis`` holds flags whose words leave no doubt; the others are entities ``crisis_doubt``.
    """
    lang, lang_confidence = detect(text)
    entities = parsed.get("entities") or []
    return {
        "text": text,
        "lang": lang,
        "lang_confidence": lang_confidence,
        "intent": parsed["intent"]["name"],
        "confidence": round(parsed["intent"]["confidence"], 4),
        "ranking": [
            {"intent": one["name"], "confidence": round(one["confidence"], 4)}
            for one in parsed["intent_ranking"][:_TOLD]
        ],
        "crisis": [one["value"] for one in entities if one["entity"] == _FLAG],
        "entities": entities,
    }


def _read(line: str) -> dict[str, Any] | str:
    """The object of a line, or the fault as ``key: what``."""
    try:
        asked = json.loads(line)
    except ValueError:
        return "line: is not JSON"
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return "text: is missing or no text"
    return asked


def _load(err: TextIO) -> Parse:
    model: Path = ensure_model(lambda step: print(step, file=err))
    from bot.rasa_components import before_rasa

    before_rasa.prepare()
    from bot.rasa_components.understanding_model import load_understanding

    return load_understanding(model)


def _print_figures(scored: Iterable[Scored], err: TextIO) -> None:
    by_lang: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        by_lang[one.lang].append(one)
    for lang, some in sorted(by_lang.items()):
        print(*_figures(lang, some), sep="\n", file=err)


def _figures(lang: str, scored: list[Scored]) -> list[str]:
    right = sum(one.answer["intent"] == one.wanted for one in scored)
    three = sum(_is_among_three(one) for one in scored)
    confused = Counter(
        (one.wanted, one.answer["intent"]) for one in scored if one.answer["intent"] != one.wanted
    )
    return [
        f"{lang}: accuracy {right / len(scored):.3f} top-3 {three / len(scored):.3f} lines {len(scored)}",
        *(f"{lang}: {wanted} -> {got}: {times}" for (wanted, got), times in confused.most_common()),
    ]


def _is_among_three(one: Scored) -> bool:
    told = [one.answer["intent"], *(rank["intent"] for rank in one.answer["ranking"])]
    return one.wanted in told
