"""Which encoders this computer has, without opening any but the shipped one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from alignkit.embed import universal
from alignkit.embed.registry import EMBEDDED, UNIVERSAL, embedded


@dataclass(frozen=True, slots=True)
class Here:
    """An encoder usable without a network: the name to give, where it lies, what it is."""

    name: str
    path: Path
    signature: str


def encoders_here() -> list[Here]:
    """List the shipped encoder, the universal one where its package is installed, and the
    sentence-transformers models in the local cache.
    """
    shipped = embedded()
    return [Here(EMBEDDED, shipped.folder, shipped.signature), *_universal(), *_downloaded()]


def _universal() -> list[Here]:
    place = universal.folder()
    return [Here(UNIVERSAL, place, universal.signature())] if place else []


def _downloaded() -> list[Here]:
    found = []
    for place in sorted(_hub().glob("models--*/snapshots/*/modules.json")):
        snapshot = place.parent
        name = snapshot.parents[1].name.removeprefix("models--").replace("--", "/")
        found.append(Here(name, snapshot, f"{name}|revision:{snapshot.name[:12]}"))
    return found


def _hub() -> Path:
    """Return the folder that the Hugging Face libraries keep models in."""
    named = os.environ.get("HF_HUB_CACHE")
    if named:
        return Path(named)
    home = os.environ.get("HF_HOME")
    return (Path(home) if home else Path.home() / ".cache" / "huggingface") / "hub"
