"""What keeps the desk to its owner: loopback names, a token, one origin, a policy, size limits."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Larger than any reviewer's workbook, smaller than what would fill the memory.
LARGEST_BODY = 64 * 1024 * 1024
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Lets through what comes from the desk's own page, and nothing else.

    A page of another site may know the port, but neither the token nor how to send it: it stands
    in a header that browsers let only the own origin set. The host's name is looked at because a
    foreign name may be made to lead here.
    """

    def __init__(self, app: App, token: str, port: int) -> None:
        self._app = app
        self._token = token.encode()
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value for name, value in scope["headers"]}
        refused = self._refused(scope, headers)
        if refused is not None:
            await _answer(send, *refused)
            return
        await self._app(scope, _bounded(receive), _dressed(send))

    def _refused(self, scope: Scope, headers: dict[str, bytes]) -> tuple[int, str] | None:
        host = headers.get("host", b"").decode("latin-1")
        if host not in self._hosts:
            return 421, "this desk answers to 127.0.0.1 alone"
        origin = headers.get("origin")
        if origin is not None and origin.decode("latin-1") != f"http://{host}":
            return 403, "this comes from another site"
        if headers.get("sec-fetch-site", b"none") not in (b"none", b"same-origin"):
            return 403, "this comes from another site"
        length = headers.get("content-length", b"0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return 413, f"this is larger than {LARGEST_BODY >> 20} MB"
        if scope["path"].startswith("/api/"):
            given = headers.get("authorization", b"")
            if not hmac.compare_digest(given, b"Bearer " + self._token):
                return 401, "open the address that alignkit review printed"
        return None


class TooLargeError(Exception):
    """A body that is longer than it said, or than is taken."""


def _bounded(receive: Receive) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY:
            raise TooLargeError
        return message

    return bounded


def _dressed(send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            named = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [
                *message["headers"],
                *(
                    (name.encode(), value.encode())
                    for name, value in HEADERS.items()
                    if name.encode() not in named
                ),
            ]
        await send(message)

    return dressed


async def _answer(send: Send, status: int, reason: str) -> None:
    body = reason.encode()
    await _dressed(send)(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [
                (b"content-type", b"text/plain; charset=utf-8"),
                (b"content-length", str(len(body)).encode()),
            ],
        }
    )
    await send({"type": "http.response.body", "body": body})
