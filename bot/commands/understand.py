"""``voordeur understand``: what does the model make of these texts, and how often is it right?

JSON lines in, JSON lines out, in order (contract: commands).  ``lang`` is the language that
the text seems to be in; the figures go by the ``lang`` of the input, where there is one.  A line may
say which ``intent`` it has, and which flags of ``crisis`` (an empty list: it is no cry for help).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TextIO

from bot.adapters.language_lingua import detect
from bot.commands.crisis_figures import Heard, figure_lines, outcome
from bot.commands.understand_figures import Figures, Scored, by_language, figures, told
from bot.rasa_components.model import TrainingFailed, ensure_model

_TOLD = 3
_SURE, _ASKED = "crisis_flag", "crisis_doubt"

Answer = dict[str, Any]
Parse = Callable[[str], Mapping[str, Any]]


def run(lines: Iterable[str], out: TextIO, err: TextIO, parse: Parse | None = None) -> int:
    """Answer every line.

    Args:
        lines: Each a JSON object with ``text`` and perhaps ``lang``, ``intent`` and ``crisis``; empty ones
            are skipped.
        out: Gets one JSON object a line.
        err: Gets faults as ``line: key: what``, and the figures when intents or crisis were given.
        parse: Text to Rasa's parse; the newest model, trained first when stale, if left out.

    Returns:
        Exit code: 1 when a line could not be read or no model could be made.
    """
    try:
        parse = parse or _load(err)
    except TrainingFailed as failure:
        print(failure, file=err)
        return 1
    scored, heard, faults = [], [], 0
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
            scored.append(_scored(asked, answer))
        if "crisis" in asked:
            heard.append(Heard(_language(asked, answer), bool(asked["crisis"]), outcome(answer["entities"])))
    _print_figures(scored, heard, err)
    return 1 if faults else 0


def to_answer(text: str, parsed: Mapping[str, Any]) -> Answer:
    """Rasa's parse as the object of the contract.

    Returns:
        ``crisis`` holds every flag that the front door reacts to: it acts on an entity ``crisis_flag``
        and asks back on a ``crisis_doubt``, whose flag is ``by_meaning`` when no word told which.
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
        "crisis": [one["value"] for one in entities if one["entity"] in (_SURE, _ASKED)],
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
    if not isinstance(asked.get("crisis", []), list):
        return "crisis: is no list"
    return asked


def _load(err: TextIO) -> Parse:
    model: Path = ensure_model(lambda step: print(step, file=err))
    from bot.rasa_components import before_rasa

    before_rasa.prepare()
    from bot.rasa_components.understanding_model import load_understanding

    return load_understanding(model)


def _print_figures(scored: Iterable[Scored], heard: Iterable[Heard], err: TextIO) -> None:
    for lang, some in by_language(scored).items():
        print(*_lines(lang, len(some), figures(some)), sep="\n", file=err)
    for lang, texts in by_language(heard).items():
        print(*figure_lines(lang, texts), sep="\n", file=err)


def _lines(lang: str, asked: int, found: Figures) -> list[str]:
    return [
        f"{lang}: accuracy {told(found.accuracy)} top-3 {told(found.among_three)} lines {asked}",
        f"{lang}: macro-F1 {told(found.macro_f1)} calibration error {told(found.calibration_error)}",
        f"{lang}: out-of-scope recall {told(found.outside_recognised)}"
        f" in-scope refused {told(found.inside_refused)}",
        *(f"{lang}: {wanted} -> {got}: {times}" for (wanted, got), times in found.confused.most_common()),
    ]


def _scored(asked: Answer, answer: Answer) -> Scored:
    ranking = [(one["intent"], one["confidence"]) for one in answer["ranking"]]
    return Scored(_language(asked, answer), asked["intent"], answer["intent"], ranking)


def _language(asked: Answer, answer: Answer) -> str:
    return str(asked.get("lang") or answer["lang"])
