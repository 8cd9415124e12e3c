"""``voordeur``: one console script with a few commands; the same as ``python -m bot``.

Each command has its module in ``bot/commands`` and imports what it needs by itself, so
that ``--help`` and ``check`` do not wait for rasa.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.core.scheduling import local_date
from bot.settings import Settings, SettingsInvalid


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    arguments = parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except SettingsInvalid as invalid:
        print(*invalid.faults, sep="\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    about = "The front door of a municipality's social services."
    top = argparse.ArgumentParser(prog="voordeur", description=about)
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _run_command(commands.add_parser("run", help="start everything: database, model, web, desk"))
    _command(commands, "check", _check, "check catalog, texts, training data and settings, without starting")
    understand = _command(commands, "understand", _understand, "what the model understands, as JSON lines")
    understand.add_argument("file", nargs="?", type=Path, help="JSON lines; standard input when left out")
    play = _command(commands, "play", _play, "play scenario files through the real dialogue")
    play.add_argument("files", nargs="+", type=Path, metavar="FILE")
    bench = _command(commands, "bench", _bench, "messages a second and latency of this installation")
    bench.add_argument("--seconds", type=float, default=10.0, help="how long to measure")
    bench.add_argument("--json", action="store_true", help="print only the JSON object")
    _profile_commands(commands.add_parser("profile", help="begin, show or describe a municipality"))
    train = _command(commands, "train", _train, "train the model, if it is older than its sources")
    train.add_argument("--force", action="store_true", help="also when it is up to date")
    return top


def _profile_commands(command: argparse.ArgumentParser) -> None:
    commands = command.add_subparsers(required=True, metavar="COMMAND")
    new = _command(commands, "new", _profile_new, "write a starter file for a municipality")
    new.add_argument("id", help="small letters, digits and dashes; becomes the name of the file")
    show = _command(commands, "show", _profile_show, "the route of a resident through a municipality")
    show.add_argument("id", help="id of a municipality in the catalog")
    show.add_argument("--svg", type=Path, metavar="FILE", help="draw it instead of printing it")
    _command(commands, "schema", _profile_schema, "the format of the file as JSON Schema")


def _command(commands, name: str, run, text: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _run_command(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_run)
    command.add_argument("--profile", help="id of a municipality in the catalog")
    command.add_argument("--host", help="address to listen on")
    command.add_argument("--port", type=int, help="port to listen on")


def settings(arguments: argparse.Namespace) -> Settings:
    """The settings of the environment, with what the command line says."""
    read = Settings.from_env()
    said = {name: getattr(arguments, name, None) for name in ("profile", "host", "port")}
    return replace(read, **{name: value for name, value in said.items() if value is not None})


def _run(arguments: argparse.Namespace) -> int:
    from bot.commands import run

    return run.run(settings(arguments), sys.stdout, sys.stderr)


def _check(arguments: argparse.Namespace) -> int:
    from bot.commands import check

    return check.run(None, sys.stdout, sys.stderr, local_date(datetime.now(UTC)))


def _understand(arguments: argparse.Namespace) -> int:
    from bot.commands import understand

    with arguments.file.open(encoding="utf-8") if arguments.file else sys.stdin as lines:
        return understand.run(lines, sys.stdout, sys.stderr)


def _play(arguments: argparse.Namespace) -> int:
    from bot.commands import play

    return play.run(arguments.files, settings(arguments), sys.stdout, sys.stderr)


def _bench(arguments: argparse.Namespace) -> int:
    from bot.commands import bench

    return bench.run(arguments.seconds, arguments.json, sys.stdout)


def _profile_new(arguments: argparse.Namespace) -> int:
    from bot.commands import profile

    return profile.new(arguments.id, local_date(datetime.now(UTC)), sys.stdout, sys.stderr)


def _profile_show(arguments: argparse.Namespace) -> int:
    from bot.commands import profile

    return profile.show(arguments.id, arguments.svg, sys.stdout, sys.stderr)


def _profile_schema(arguments: argparse.Namespace) -> int:
    from bot.commands import profile

    return profile.schema(sys.stdout)


def _train(arguments: argparse.Namespace) -> int:
    from bot.commands import train

    return train.run(arguments.force, sys.stdout, sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
