"""Columns packed for Arrow hold what pyarrow itself would have packed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignkit.corpus.packing import column
from alignkit.corpus.shards import SCHEMAS, schema_of

SPAN = st.fixed_dictionaries({"start": st.integers(0, 99), "end": st.integers(0, 99)})
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "string": st.text(st.characters(codec="utf-8")),
    "large_string": st.text(st.characters(codec="utf-8")),
    "binary": st.binary(),
    "int32": st.integers(-(2**31), 2**31 - 1),
    "int64": st.integers(-(2**63), 2**63 - 1),
    "double": st.floats(allow_nan=False),
    "list<item: int32>": st.lists(st.integers(0, 99)),
    "list<item: int64>": st.lists(st.integers(0, 99)),
    "list<item: struct<start: int32, end: int32>>": st.lists(SPAN),
}
KINDS = {str(field.type): field.type for kind in SCHEMAS for field in schema_of(kind)}


@pytest.mark.parametrize("name", sorted(KINDS))
@given(data=st.data())
def test_a_column_is_what_pyarrow_makes_of_it(name: str, data: st.DataObject) -> None:
    """Every type of every table, with and without values, equals pyarrow's own packing."""
    values = data.draw(st.lists(st.none() | VALUES[name]))
    packed = column(pyarrow, KINDS[name], values)
    packed.validate(full=True)
    assert packed.equals(pyarrow.array(values, KINDS[name]))


def test_a_shard_is_written_without_pandas(tmp_path: Path) -> None:
    """Nothing that a worker writes or reads loads pandas, which no worker needs."""
    code = (
        "import sys; from pathlib import Path; from alignkit.corpus.shards import *\n"
        "place = Path(sys.argv[1])\n"
        "write_rows(place, 'beads', [{'document': 'a', 'source_sentences': [0]}])\n"
        "assert next(read_rows(place))['document'] == 'a'\n"
        "assert 'pandas' not in sys.modules"
    )
    place = str(tmp_path / "a.parquet")
    subprocess.run([sys.executable, "-c", code, place], check=True)
