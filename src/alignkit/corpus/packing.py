"""Plain values packed into Arrow columns.

`pyarrow.array` would do the same; but where pandas is installed it loads it, only to ask whether a
list is one of its own, and that takes every worker longer than all it packs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain
from typing import Any

_DIGITS = {"int32": "i4", "int64": "i8", "double": "f8"}


def column(arrow: Any, kind: Any, values: Sequence[Any]) -> Any:
    """Return values, None where there is none, as an array of an Arrow type."""
    import numpy as np

    name = str(kind)
    absent = [value is None for value in values]
    valid = None
    if any(absent):
        valid = arrow.py_buffer(np.packbits(np.logical_not(absent), bitorder="little").tobytes())
    if name in _DIGITS:
        held = [0 if value is None else value for value in values]
        digits = arrow.py_buffer(np.array(held, _DIGITS[name]).tobytes())
        return arrow.Array.from_buffers(kind, len(values), [valid, digits])
    if name.startswith("struct"):
        parts = [
            column(arrow, field.type, [value and value[field.name] for value in values])
            for field in kind
        ]
        return arrow.Array.from_buffers(kind, len(values), [valid], children=parts)
    if name.startswith("list"):
        filled: list[Any] = [value or () for value in values]
        inner = column(arrow, kind.value_type, list(chain.from_iterable(filled)))
        ends = _ends(arrow, filled, "i4")
        return arrow.Array.from_buffers(kind, len(values), [valid, ends], children=[inner])
    bytes_ = [v.encode() if isinstance(v, str) else v or b"" for v in values]
    ends = _ends(arrow, bytes_, "i8" if name == "large_string" else "i4")
    whole = arrow.py_buffer(b"".join(bytes_))
    return arrow.Array.from_buffers(kind, len(values), [valid, ends, whole])


def _ends(arrow: Any, parts: Sequence[Any], digits: str) -> Any:
    """Return where each part ends, the beginning first."""
    import numpy as np

    ends = list(accumulate(map(len, parts), initial=0))
    return arrow.py_buffer(np.array(ends, digits).tobytes())
