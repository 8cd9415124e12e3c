"""How do the tests start the front door as a municipality does: a process of its own, with a port?"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

_START_S = 60


class Installation:
    """One ``voordeur run`` with its own data folder, which survives a kill."""

    def __init__(self) -> None:
        self.data_dir = Path(tempfile.mkdtemp(prefix="voordeur-e2e-"))
        self.log = self.data_dir / "log.txt"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://localhost:{self.port}"
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start, and wait until it is healthy.  Raises AssertionError with the log when it is not."""
        environment = {**os.environ, "VOORDEUR_DATA": str(self.data_dir)}
        environment.pop("DATABASE_URL", None)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run", "--profile", "alphen-2015", "--port", str(self.port)],
                stdout=log, stderr=log, env=environment,
            )
        self.wait_for_health(200, _START_S)

    def wait_for_health(self, status: int, seconds: float) -> dict[str, Any]:
        """Wait for an answer of ``/health`` with a status; returns its body."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                found, body = self.get("/health")
            except OSError:
                found, body = 0, {}
            if found == status:
                return body
            assert self._process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        raise AssertionError(f"/health was not {status} within {seconds} s\n{self.log.read_text()}")

    def kill(self) -> None:
        """Kill it as a power cut does: no clean-up at all."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def hang_up(self) -> None:
        """Tell it to read its catalog again."""
        self._process.send_signal(signal.SIGHUP)

    def stop(self) -> None:
        """Stop it and remove its data."""
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait(20)
        shutil.rmtree(self.data_dir, ignore_errors=True)

    def first_login(self) -> tuple[str, str]:
        """Name and one-time password as printed on the first start."""
        found = re.search(r"One-time desk login: name (\S+), password (\S+)", self.log.read_text())
        return found[1], found[2]

    def get(self, path: str, token: str | None = None) -> tuple[int, Any]:
        """Status and JSON of a GET."""
        return self._ask(urllib.request.Request(self.base + path), token)

    def post(self, path: str, body: Any, token: str | None = None) -> tuple[int, Any]:
        """Status and JSON of a POST of a JSON body; bytes are sent as they are."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, content, {"Content-Type": "application/json"})
        return self._ask(request, token)

    def _ask(self, request: urllib.request.Request, token: str | None) -> tuple[int, Any]:
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"null")


class Resident:
    """One resident who talks over HTTP."""

    def __init__(self, installation: Installation, language: str = "nl") -> None:
        self._installation = installation
        _, opened = installation.post("/api/v1/conversations", {"channel": "webchat", "language": language})
        self.id, self.token = opened["id"], opened["token"]
        self.messages: list[dict[str, Any]] = opened["messages"]

    def say(self, text: str, message_id: str | None = None) -> list[str]:
        """Write; returns the keys of the answer."""
        return self._send({"text": text}, message_id)

    def choose(self, *choices: str) -> list[str]:
        """Tap choices one after another; returns the keys of the last answer."""
        for choice in choices:
            keys = self._send({"choice": choice}, None)
        return keys

    def send(self, body: dict[str, Any]) -> tuple[int, Any]:
        """Status and answer of one message, whatever they are."""
        return self._installation.post(f"/api/v1/conversations/{self.id}/messages", body, self.token)

    def case(self) -> dict[str, Any]:
        """The own export."""
        return self._installation.get(f"/api/v1/conversations/{self.id}/case", self.token)[1]["case"]

    def transcript(self) -> list[dict[str, Any]]:
        """Every line of the talk."""
        return self._installation.get(f"/api/v1/conversations/{self.id}/messages", self.token)[1]["messages"]

    def on_screen(self) -> list[str]:
        """Ids of the choices of the last answer."""
        return [choice["id"] for choice in self.messages[-1]["choices"]]

    def _send(self, body: dict[str, Any], message_id: str | None) -> list[str]:
        status, answer = self.send({**body, **({"id": message_id} if message_id else {})})
        assert status == 200, (status, answer)
        self.messages = answer["messages"] or self.messages
        return [message["key"] for message in answer["messages"]]
