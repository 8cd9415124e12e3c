"""How much faster than a stock Rasa project are we, on this machine, today?

Starts one after the other, drives both with the same client, prints a table and, last, one
JSON object.  Takes three to four minutes, most of them the stock project's long talk.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from benchmarks.fronts import NoAnswer, OurFront, StockFront
from benchmarks.servers import ROOT, Server, our_server, stock_server
from benchmarks.stock_project import trained_project
from bot.commands.bench import LATE_TURN, RESIDENTS, growth, summary, texts
from bot.commands.bench_walk import Front, early_and_late, walk_together, write_alone
from bot.rasa_components.model import ensure_model

TOGETHER_S = 15.0
WARM_S = 3.0
STOCK_TURN = 200
_FIRST_ANSWER_S = 120

MakeFront = Callable[[ClientSession, str], Front]


def main() -> int:
    """Measure both, print, and return the exit code."""
    project = trained_project(_tell)
    _tell("measuring the stock project")
    with stock_server(project) as server:
        stock = asyncio.run(measure(server, StockFront, STOCK_TURN))
    ensure_model(_tell)
    _tell("measuring ours")
    with our_server() as server:
        ours = asyncio.run(measure(server, OurFront, LATE_TURN))
    ours["text_alone_in_process_ms"] = _in_process()["text_alone_median_ms"]
    result = {"machine": machine(), "ours": ours, "stock": stock, "ratio": ratio(ours, stock)}
    print(table(result))
    print(json.dumps(result))
    return 0


async def measure(server: Server, make: MakeFront, late: int) -> dict[str, Any]:
    """All figures of one running project, by the same client.

    Args:
        server: Just started.
        late: Turn of one conversation that is compared with its turn 5.
    """
    async with ClientSession(timeout=ClientTimeout(60)) as session:
        front = make(session, server.base)
        await first_answer(server, front)
        start_s = time.perf_counter() - server.started_at
        await walk_together(front, RESIDENTS, WARM_S)
        together = await walk_together(front, RESIDENTS, TOGETHER_S)
        alone = await write_alone(front, texts())
        turns = await early_and_late(front, late)
    return {
        "messages_per_s": round(len(together) / TOGETHER_S, 1),
        **summary(together, alone),
        **growth(*turns, late),
        "start_to_first_answer_s": round(start_s, 1),
        "resident_mb": round(server.resident_mb()),
    }


async def first_answer(server: Server, front: Front) -> None:
    """Ask until the first free text is answered.  Raises RuntimeError when a process ended."""
    async with asyncio.timeout(_FIRST_ANSWER_S):
        while True:
            server.check()
            try:
                talk, _ = await front.open()
                return await front.write(talk, "ik heb een uitkering nodig")
            except (ClientError, NoAnswer):
                await asyncio.sleep(0.05)


def _in_process() -> dict[str, Any]:
    """What ``voordeur bench`` measures, without HTTP."""
    command = [sys.executable, "-m", "bot", "bench", "--seconds", "2", "--json"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(run.stdout.splitlines()[-1])


def ratio(ours: dict[str, Any], stock: dict[str, Any]) -> dict[str, float]:
    """How many times better ours is, for what both have."""
    more_is_better = {"messages_per_s"}
    return {
        name: round(ours[name] / stock[name] if name in more_is_better else stock[name] / ours[name], 1)
        for name in stock
        if name in ours
    }


def machine() -> str:
    """Processor, cores and Python, in one line."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    name = names[0] if names else platform.processor()
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def table(result: dict[str, Any]) -> str:
    """The figures of both, and how many times better ours is."""
    ours, stock, times = result["ours"], result["stock"], result["ratio"]
    names = list(dict.fromkeys((*stock, *ours)))
    rows = [(name, ours.get(name, ""), stock.get(name, ""), times.get(name, "")) for name in names]
    lines = [f"{'':<28} {'ours':>10} {'stock':>10} {'times better':>13}"]
    lines += [f"{name:<28} {our!s:>10} {its!s:>10} {better!s:>13}" for name, our, its, better in rows]
    return "\n".join(
        [*lines, "", result["machine"], "both over HTTP with the same client and the same kind of PostgreSQL"]
    )


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
