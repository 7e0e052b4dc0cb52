"""Opens a project and serves it until it is closed."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from alignkit.desk.desk import Desk
from alignkit.desk.dossier import Dossier
from alignkit.desk.lock import Lock
from alignkit.desk.project import Project, ProjectFile, relative
from alignkit.desk.reopening import Files, begun, changed, taken_up
from alignkit.desk.server.background import Background
from alignkit.desk.tasks import Checking
from alignkit.desk.worker import Worker
from alignkit.errors import AlignkitError, InputError, MissingExtraError

if TYPE_CHECKING:
    import uvicorn

    from alignkit.desk.server.app import Service


# So often the server looks whether it is to close, and then lets waiting windows go.
WATCH = 0.2


@dataclass(frozen=True, slots=True)
class Opening:
    """Which project to open, from which files if it is new, and what it is checked with."""

    path: Path
    files: Sequence[Files] = ()
    checking: Checking = field(default_factory=Checking)
    compared: bool = False
    port: int = 0


def serve(opening: Opening, opened: Callable[[str], None]) -> None:
    """Serve a project until it is interrupted; `opened` is told its address."""
    for files in opening.files:
        for name in files.names:
            relative(name, opening.path.resolve().parent, opening.path)
    lock = Lock(opening.path)
    quick = Worker()
    try:
        quick.begin()
        _serve(opening, quick, lock, opened)
    finally:
        quick.close()
        lock.release()


def _serve(opening: Opening, quick: Worker, lock: Lock, opened: Callable[[str], None]) -> None:
    try:
        import uvicorn

        from alignkit.desk.server.app import Service, build
    except ImportError:
        raise MissingExtraError("the review desk", "review") from None
    service = Service(lambda: open_desk(opening, quick))
    try:
        with _bound(opening.port) as listening:
            port = listening.getsockname()[1]
            token = secrets.token_urlsafe(24)
            address = f"http://127.0.0.1:{port}/#{token}"
            config = uvicorn.Config(
                build(service, token, port),
                log_level="critical",
                lifespan="off",
                ws="none",
                server_header=False,
                timeout_graceful_shutdown=1,
            )
            server = uvicorn.Server(config)
            told = partial(_open, lock, address, opened)
            # Ctrl-C is how a desk is closed, and no failure.
            with suppress(KeyboardInterrupt):
                asyncio.run(_served(server, listening, service, told))
    finally:
        if service.background is not None:
            service.background.close()
    if service.error:
        raise AlignkitError(service.error)


def _open(lock: Lock, address: str, opened: Callable[[str], None]) -> None:
    lock.say(address)
    opened(address)


async def _served(
    server: uvicorn.Server, listening: socket.socket, service: Service, started: Callable[[], None]
) -> None:
    """Serve, and open the project beside it; one that cannot be opened ends the server."""

    async def begin() -> None:
        while not server.started:
            await asyncio.sleep(0.005)
        started()
        await service.start()
        if service.error:
            # The page asks once more, to show what is wrong.
            await asyncio.sleep(2)
            server.should_exit = True

    async def watch() -> None:
        while not server.should_exit:
            await asyncio.sleep(WATCH)
        service.close()

    beside = [asyncio.create_task(begin()), asyncio.create_task(watch())]
    await server.serve(sockets=[listening])
    for task in beside:
        task.cancel()


def _bound(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError as error:
        listening.close()
        raise AlignkitError(
            f"port {port} cannot be used ({error.strerror}); leave out --port"
        ) from None
    return listening


def open_desk(opening: Opening, quick: Worker) -> tuple[Desk, Background]:
    """Open the project, or begin it; documents that were edited outside are taken up."""
    file = ProjectFile(opening.path)
    settings, model = opening.checking.settings, opening.checking.model
    if opening.path.exists():
        project = file.read()
        _same(opening, project)
        dossiers = [_current(held, file, quick, opening) for held in project.dossiers]
        after = Project(tuple(dossiers), project.compared, project.model, project.glossary)
        if after != project:
            file.write(after)
    else:
        after = begun(opening.files, opening.path, quick, settings, model)
        after = Project(after.dossiers, opening.compared, model, opening.checking.glossary)
        file.write(after)
    desk = Desk(file, after)
    return desk, Background(desk, opening.checking, quick)


def _current(held: Dossier, file: ProjectFile, quick: Worker, opening: Opening) -> Dossier:
    if not changed(held, file.folder, file.path):
        return held
    checking = opening.checking
    return taken_up(held, file.folder, file.path, quick, checking.settings, checking.model)


def _same(opening: Opening, project: Project) -> None:
    """Refuse a project of other files than those that were named."""
    folder = opening.path.resolve().parent
    known = {
        (folder / text.path).resolve()
        for held in project.dossiers
        for text in (held.pair.source, held.pair.target)
    }
    for files in opening.files:
        for name in files.names:
            if name.resolve() not in known:
                raise InputError(
                    opening.path,
                    f"this project is of other documents, not of {name}",
                    "name another project file with -p",
                )
