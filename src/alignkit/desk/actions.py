"""The actions a window may ask for, each by its name and what it must say with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from alignkit.desk.changes import correcting, rewriting
from alignkit.desk.changes.correcting import Correction, Fresh
from alignkit.desk.changes.deciding import decide
from alignkit.desk.dossier import Dossier
from alignkit.errors import OptionError

Request = Mapping[str, Any]
Action = Callable[[Dossier, Fresh, Request], Correction]
T = TypeVar("T")


def asked(request: Request, key: str, kind: type[T]) -> T:
    """Return what a request says under a key, or say that it lacks it."""
    value = request.get(key)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise OptionError(f"the request lacks {key!r}, or it is no {kind.__name__}")
    return value


def sound(value: Any) -> Any:
    r"""Return what a window said with a mark for half a character, which no file can hold.

    >>> sound({"text": "\ud800x"})
    {'text': '\ufffdx'}
    """
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, Mapping):
        return {sound(key): sound(held) for key, held in value.items()}
    return [sound(held) for held in value] if isinstance(value, list) else value


def _side(request: Request) -> str:
    side = asked(request, "side", str)
    if side not in ("source", "target"):
        raise OptionError("side is source or target")
    return side


def _merge(held: Dossier, fresh: Fresh, request: Request) -> Correction:
    forwards = asked(request, "forwards", bool)
    return correcting.merge(held.pair, fresh, asked(request, "bead", int), forwards)


def _split(held: Dossier, fresh: Fresh, request: Request) -> Correction:
    bead = asked(request, "bead", int)
    place = correcting.find(held.pair, bead)
    side, at = _side(request), asked(request, "at", int)
    if not 0 < at < place.size(side):
        raise OptionError("put the cursor on the sentence that is to begin the second bead")
    cuts = correcting.guessed_split(held.pair, place, side, at)
    return correcting.split(held.pair, fresh, bead, *cuts)


def _break(held: Dossier, fresh: Fresh, request: Request) -> Correction:
    bead, at = asked(request, "bead", int), asked(request, "at", int)
    return correcting.put_break(held.pair, fresh, bead, _side(request), at)


def _move(held: Dossier, fresh: Fresh, request: Request) -> Correction:
    bead, at = asked(request, "bead", int), asked(request, "at", int)
    forwards = asked(request, "forwards", bool)
    return correcting.move(held.pair, fresh, bead, _side(request), at, forwards)


def _lock(held: Dossier, fresh: Fresh, request: Request) -> Correction:
    locked = asked(request, "on", bool)
    return correcting.mark(held.pair, fresh, asked(request, "bead", int), locked=locked)


def _leave_out(held: Dossier, fresh: Fresh, request: Request) -> Correction:
    left_out = asked(request, "on", bool)
    return correcting.mark(held.pair, fresh, asked(request, "bead", int), left_out=left_out)


def _confirm(held: Dossier, fresh: Fresh, request: Request) -> Correction:
    return correcting.mark(held.pair, fresh, asked(request, "bead", int), right=True)


def _write(held: Dossier, fresh: Fresh, request: Request) -> Correction:
    before = request.get("before")
    return rewriting.write(
        held.pair,
        asked(request, "bead", int),
        asked(request, "text", str),
        before if isinstance(before, str) else None,
    )


def _restore(held: Dossier, fresh: Fresh, request: Request) -> Correction:
    return rewriting.restore(held.pair, asked(request, "bead", int))


def _cut(held: Dossier, fresh: Fresh, request: Request) -> Correction:
    bead, at = asked(request, "bead", int), asked(request, "at", int)
    offset = asked(request, "offset", int)
    return rewriting.cut_sentence(held.pair, fresh, bead, _side(request), at, offset)


def _join(held: Dossier, fresh: Fresh, request: Request) -> Correction:
    bead, at = asked(request, "bead", int), asked(request, "at", int)
    return rewriting.join_sentence(held.pair, fresh, bead, _side(request), at)


def _decide(held: Dossier, fresh: Fresh, request: Request) -> Correction:
    said = request.get("said")
    if not isinstance(said, Mapping):
        raise OptionError("the request lacks 'said'")
    return decide(held, asked(request, "finding", int), said)


ACTIONS: Mapping[str, Action] = {
    "merge": _merge,
    "split": _split,
    "break": _break,
    "move": _move,
    "lock": _lock,
    "leave out": _leave_out,
    "confirm": _confirm,
    "write": _write,
    "restore": _restore,
    "cut": _cut,
    "join": _join,
    "decide": _decide,
}
