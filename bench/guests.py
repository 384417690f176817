"""Guests of Madang, brought over HTTP before anything is measured: sessions, rooms, memberships."""

import http.client
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AT_ONCE = 24


class Api:
    """Requests to a Madang on the loopback, many at once."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._mine = threading.local()

    def ask(self, method: str, path: str, token: str = "", body: object = None) -> Any:
        if not hasattr(self._mine, "connection"):
            self._mine.connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
        self._mine.connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = self._mine.connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path} was answered with {answer.status}: {text[:200]!r}")
        return json.loads(text) if text else None

    def guests(self, count: int) -> list[str]:
        """The tokens of so many new people."""
        return self.all(self._guest, range(count))

    def room(self, token: str) -> str:
        """A new room of this guest's."""
        id = uuid7()
        self.ask("POST", "/api/rooms", token, {"id": id, "name": "bench", "topic": ""})
        return id

    def join(self, room: str, tokens: Iterable[str]) -> None:
        self.all(lambda token: self.ask("PUT", f"/api/rooms/{room}/members/me", token), tokens)

    def all(self, work: Callable[[T], R], over: Iterable[T]) -> list[R]:
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            return list(threads.map(work, over))

    def _guest(self, number: int) -> str:
        token = self.ask("POST", "/api/session", body={"name": f"손님 {number}", "keep": "token"})["token"]
        assert isinstance(token, str)
        return token


def uuid7() -> str:
    head = f"{int(time.time() * 1000):012x}"
    return f"{head[:8]}-{head[8:]}-7{secrets.token_hex(2)[:3]}-8{secrets.token_hex(2)[:3]}-{secrets.token_hex(6)}"
