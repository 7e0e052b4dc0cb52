"""The addresses of the desk: the page's files, and what the page asks for and says."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from alignkit.desk.changes.change import ConflictError
from alignkit.desk.desk import Desk, UnsavedError
from alignkit.desk.server import views
from alignkit.desk.server.background import Background
from alignkit.desk.server.guard import App, Guard, TooLargeError
from alignkit.errors import AlignkitError

# A window asks again after so many seconds in which nothing happened.
PATIENCE = 20.0
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


class Service:
    """The desk while it is opened, and then open; `open` is called in a thread of its own."""

    def __init__(self, open_desk: Callable[[], tuple[Desk, Background]]) -> None:
        self._open = open_desk
        self.desk: Desk | None = None
        self.background: Background | None = None
        self.error = ""
        self._closed = False
        self._happened: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def start(self) -> None:
        """Open the project, then check what is in it."""
        self._loop = asyncio.get_running_loop()
        self._happened = asyncio.Event()
        try:
            desk, background = await asyncio.to_thread(self._open)
        except AlignkitError as error:
            self.error = str(error)
            return
        desk.listeners.append(self._tell)
        background.rested = self._tell
        self.desk, self.background = desk, background
        self._tell()
        for number in range(len(desk.project.dossiers)):
            background.check(number, run=True)

    def _tell(self) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        held, self._happened = self._happened, asyncio.Event()
        if held is not None:
            held.set()

    def close(self) -> None:
        """Let go of every window that waits."""
        self._closed = True
        self._wake()

    async def happened(self) -> None:
        """Wait until something happens, or until it is time to ask again."""
        if self._happened is not None and not self._closed:
            try:
                await asyncio.wait_for(self._happened.wait(), PATIENCE)
            except asyncio.TimeoutError:
                return

    def ready(self) -> tuple[Desk, Background]:
        """Return the open desk."""
        if self.desk is None or self.background is None:
            raise AlignkitError(self.error or "the desk is not open yet; wait a moment")
        return self.desk, self.background


class Answers:
    """What the desk answers at each address."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def project(self, _: Request) -> Response:
        """The project: its name and its pairs, or that it is not open yet."""
        if self._service.desk is None:
            return JSONResponse({"opening": not self._service.error, "error": self._service.error})
        held = self._service.desk.project
        return JSONResponse(
            {
                "name": self._service.desk.file.path.name,
                "compared": held.compared,
                "pairs": views.overview(held.dossiers),
            }
        )

    async def pair(self, request: Request) -> Response:
        """All of one pair."""
        desk, _ = self._service.ready()
        number = _number(request, desk)
        return _json(await run_in_threadpool(views.whole, desk, number))

    async def changes(self, request: Request) -> Response:
        """What changed in a pair since a revision; waits while nothing does."""
        desk, background = self._service.ready()
        number = _number(request, desk)
        since = _whole_number(request.query_params.get("since", "0"))
        busy = request.query_params.get("busy") == "1"
        if desk.open[number].revision == since and background.busy == busy:
            await self._service.happened()
        told = views.updates(desk, number, since)
        trouble, background.trouble = background.trouble, ""
        return _json({**told, "busy": background.busy, "trouble": trouble})

    async def do(self, request: Request) -> Response:
        """Do what a window asks for."""
        desk, background = self._service.ready()
        number = _number(request, desk)
        asked = await _asked(request)
        since = asked.get("since")
        window = str(asked.get("window", ""))
        await run_in_threadpool(desk.do, number, asked, window)
        background.follow(number)
        seen = since if isinstance(since, int) else desk.open[number].revision
        return _json({**views.updates(desk, number, seen), "busy": True})

    async def check(self, request: Request) -> Response:
        """Check a pair anew."""
        desk, background = self._service.ready()
        background.check(_number(request, desk), run=True)
        return JSONResponse({"busy": True})

    async def point(self, request: Request) -> Response:
        """Name this state of a pair, to compare later ones with."""
        desk, _ = self._service.ready()
        number = _number(request, desk)
        name = str((await _asked(request)).get("name", "")).strip()[:80]
        await run_in_threadpool(desk.name_point, number, name)
        return _json(views.updates(desk, number, desk.open[number].revision))

    async def terms(self, request: Request) -> Response:
        """The terms of a pair."""
        desk, background = self._service.ready()
        number = _number(request, desk)
        bitext = desk.dossier(number).pair.bitext()
        return _json({"terms": await background.do("terms", bitext)})

    async def differences(self, request: Request) -> Response:
        """The rows in which the translations of the project differ."""
        desk, background = self._service.ready()
        held = desk.project.dossiers
        names = [d.pair.target.path for d in held]
        bitexts = [d.pair.bitext() for d in held]
        return _json({"rows": await background.do("differences", bitexts, names)})

    async def export(self, request: Request) -> Response:
        """A pair in another format, as a file."""
        from alignkit.desk.exchange import exported

        desk, _ = self._service.ready()
        number = _number(request, desk)
        form = request.path_params["form"]
        options = dict(request.query_params)
        name, data = await run_in_threadpool(
            exported, desk.dossier(number), form, desk.file.folder, options
        )
        told = f"attachment; filename*=UTF-8''{quote(name)}"
        kind = "application/octet-stream"
        return Response(data, media_type=kind, headers={"content-disposition": told})

    async def take_in(self, request: Request) -> Response:
        """Take over what a file in another format says of a pair."""
        from alignkit.desk.exchange import imported

        desk, background = self._service.ready()
        number = _number(request, desk)
        name = request.query_params.get("name", "")
        data = await request.body()
        said = await run_in_threadpool(imported, desk, number, name, data)
        background.follow(number)
        return _json({"said": said})

    async def leave(self, _: Request) -> Response:
        """Nothing: there is no icon."""
        return Response(status_code=204)


def build(service: Service, token: str, port: int) -> App:
    """Return the application, guarded."""
    answers = Answers(service)
    routes = [
        Route("/", _page),
        Route("/page/{name}", _static),
        Route("/api/project", answers.project),
        Route("/api/pairs/{number:int}", answers.pair),
        Route("/api/pairs/{number:int}/changes", answers.changes),
        Route("/api/pairs/{number:int}/do", answers.do, methods=["POST"]),
        Route("/api/pairs/{number:int}/check", answers.check, methods=["POST"]),
        Route("/api/pairs/{number:int}/point", answers.point, methods=["POST"]),
        Route("/api/pairs/{number:int}/terms", answers.terms),
        Route("/api/differences", answers.differences),
        Route("/api/pairs/{number:int}/export/{form}", answers.export),
        Route("/api/pairs/{number:int}/import", answers.take_in, methods=["POST"]),
        Route("/favicon.ico", answers.leave),
    ]
    handlers: Any = {
        AlignkitError: _refused,
        ConflictError: _conflict,
        UnsavedError: _unsaved,
        TooLargeError: _too_large,
    }
    return Guard(Starlette(routes=routes, exception_handlers=handlers), token, port)


async def _page(_: Request) -> Response:
    return _file("desk.html")


async def _static(request: Request) -> Response:
    return _file(request.path_params["name"])


def _file(name: str) -> Response:
    """Return a file of the page by its bare name; a name with a path in it is none."""
    ending = name[name.rfind(".") :]
    for room in ("alignkit.desk.page", "alignkit.report.html"):
        held = files(room).joinpath(name)
        if ending in KINDS and "/" not in name and "\\" not in name and held.is_file():
            return Response(held.read_bytes(), media_type=KINDS[ending])
    return Response("there is no such file", status_code=404, media_type="text/plain")


def _number(request: Request, desk: Desk) -> int:
    number = int(request.path_params["number"])
    if number >= len(desk.project.dossiers):
        raise AlignkitError(f"there is no pair {number}")
    return number


def _whole_number(text: str) -> int:
    if not text.isdecimal() or len(text) > 15:
        raise AlignkitError(f"{text[:20]!r} is no number")
    return int(text)


async def _asked(request: Request) -> dict[str, Any]:
    try:
        held = json.loads(await request.body())
    except ValueError:
        held = None
    if not isinstance(held, dict):
        raise AlignkitError("the request is no JSON object")
    return held


def _json(value: Any) -> Response:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(text.encode("utf-8", "replace"), media_type="application/json")


async def _refused(_: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, status_code=400)


async def _conflict(_: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error), "conflict": True}, status_code=409)


async def _unsaved(_: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, status_code=507)


async def _too_large(_: Request, error: Exception) -> Response:
    return JSONResponse({"error": "the file is too large"}, status_code=413)
