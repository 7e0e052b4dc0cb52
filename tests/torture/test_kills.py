"""Every writer, killed at system calls of its: `make torture` kills it at each of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.torture.writers import WRITERS

pytest.importorskip("docx")
pytest.importorskip("pyarrow")
#: So many calls of each writer, the last two among them; 0 is all.
POINTS = os.environ.get("KILL_POINTS", "2")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="needs the tracing of Linux")
def test_a_writer_killed_at_any_call_leaves_a_whole_file(root: Path) -> None:
    """Old or new, never two of different versions; the next run finishes and tidies up."""
    command = [sys.executable, "-m", "tests.torture.kills", "--points", POINTS]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    ran = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    results = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [result["name"] for result in results] == list(WRITERS), ran.stderr[-2000:]
    assert {result["name"]: result["fell"] for result in results if result["fell"]} == {}
    assert all(result["killed"] and result["calls"] > 10 for result in results)
    # The work itself was seen: some were killed before, some after the new file stood there.
    assert sum(result["old"] for result in results) > 0
    assert sum(result["new"] for result in results) > 0


def test_every_format_that_is_written_is_attacked() -> None:
    """A writer that comes anew is attacked as well."""
    from alignkit.desk.exchange import FORMS
    from alignkit.formats.registry import FORMATS
    from alignkit.report import FORMATS as REPORTS
    from alignkit.report.comparison.output import _WRITERS as COMPARISONS
    from alignkit.report.links import _WRITERS as LINKS

    wanted = {f"bitext {held.name}" for held in FORMATS if held.writes}
    wanted |= {f"findings {name}" for name in REPORTS}
    wanted |= {f"comparison {name}" for name in COMPARISONS} | {f"links {name}" for name in LINKS}
    wanted |= {f"review {name}" for name in FORMS}
    assert wanted <= set(WRITERS)
