"""From a name to an encoder, each opened once a process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from alignkit.embed.embedded import EmbeddedEncoder
from alignkit.embed.protocol import Encoder
from alignkit.embed.scripted import is_scripted, scripted
from alignkit.embed.weights import CODES, DESCRIPTION
from alignkit.errors import InputError, OptionError

EMBEDDED, UNIVERSAL = "embedded", "universal"
_opening = Lock()


def open_encoder(name: str | None = None, **options: Any) -> Encoder:
    """Open the shipped encoder (no name, or "embedded"), another trained as it was (a folder),
    the universal sentence encoder ("universal"), one of the user's own (FILE.py:NAME) or a
    sentence-transformers model.
    """
    if name is None or name == EMBEDDED:
        if options:
            raise OptionError(f"the embedded model takes no options, not {sorted(options)}")
        return embedded()
    if name == UNIVERSAL:
        if options:
            raise OptionError(f"the model {name} takes no options, not {sorted(options)}")
        return universal()
    if not options and is_scripted(name):
        return scripted(name)
    if not options and all((Path(name) / file).is_file() for file in (DESCRIPTION, CODES)):
        return EmbeddedEncoder(Path(name))
    if _is_path(name) and not Path(name).expanduser().is_dir():
        raise InputError(
            name,
            "there is no such model folder",
            "give --model PATH, the folder of config.json and the weights, or a model's name",
        )
    from alignkit.embed.transformer import TransformerEncoder

    return TransformerEncoder(name, **options)


def _is_path(name: str) -> bool:
    """Tell whether a name can only be a path: a model's has one stroke at most, between words."""
    return name.startswith((".", "/", "~", "\\")) or name.count("/") > 1 or name[1:3] == ":\\"


def universal() -> Encoder:
    """Return the universal sentence encoder, opened once."""
    with _opening:
        return _universal()


@lru_cache(maxsize=1)
def _universal() -> Encoder:
    from alignkit.embed.universal import UniversalEncoder

    return UniversalEncoder()


def embedded() -> EmbeddedEncoder:
    """Return the shipped encoder."""
    # A cache alone would let two threads that come at once open it twice.
    with _opening:
        return _embedded()


@lru_cache(maxsize=1)
def _embedded() -> EmbeddedEncoder:
    return EmbeddedEncoder()
