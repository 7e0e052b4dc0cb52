"""An encoder of the user's own in a file of Python: encoder.py:encode."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from alignkit.embed.own import OwnEncoder, own_encoder
from alignkit.embed.protocol import Encoder
from alignkit.errors import InputError

_NAMED = re.compile(r"(.+\.py):(\w+)")


def is_scripted(name: str) -> bool:
    """Tell whether a model's name is that of something in a file of Python.

    >>> is_scripted("encoder.py:encode"), is_scripted("sentence-transformers/LaBSE")
    (True, False)
    """
    return _NAMED.fullmatch(name) is not None


def placed(name: str) -> str:
    """Return a model's name as every process finds it, whatever folder it works in."""
    held = _NAMED.fullmatch(name)
    if held:
        return f"{Path(held[1]).expanduser().absolute()}:{held[2]}"
    # A folder as well must be found from elsewhere on the machine.
    return str(Path(name).absolute()) if Path(name).is_dir() else name


def scripted(name: str) -> Encoder:
    """Return the encoder that a function, or an object with `encode`, in a file of Python is."""
    return _opened(placed(name))


@lru_cache(maxsize=2)
def _opened(name: str) -> Encoder:
    path, _, attribute = name.rpartition(":")
    file = Path(path)
    if not file.is_file():
        raise InputError(path, "there is no such file", "give FILE.py:NAME of your encoder")
    spec = spec_from_file_location(f"alignkit_user_{file.stem}", file)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise InputError(path, f"it does not run ({type(error).__name__}: {error})") from error
    if not hasattr(module, attribute):
        raise InputError(path, f"it holds no {attribute}", "give FILE.py:NAME of your encoder")
    held = own_encoder(getattr(module, attribute))
    if isinstance(held, OwnEncoder):
        import hashlib

        digest = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        held.sign(f"{held.name}|own|sha256:{digest}|dim:{held.dimensions}")
    return held
