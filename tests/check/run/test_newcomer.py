"""What CONTRIBUTING promises a newcomer: a rule is a file."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from alignkit.check.run import registry
from alignkit.compose import check
from alignkit.types import Bitext

PAGE = Path(__file__).parents[3] / "CONTRIBUTING.md"


def test_the_sample_rule_runs_as_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code block of the page, dropped into its family's folder, is a rule that finds."""
    block = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    assert block
    room = sys.modules.get("alignkit.check.format.rules")
    if room is None:
        import alignkit.check.format.rules as room
    lines = [line.removeprefix("   ") for line in block[1].splitlines()]
    (tmp_path / "lost_mark.py").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(room, "__path__", [*room.__path__, str(tmp_path)])
    for cached in (registry.family_rules, registry.all_rules):
        cached.cache_clear()
    try:
        bitext = Bitext.from_pairs([("他来吗？", "He comes.")], "zh", "en")
        assert check(bitext, select=["FMT900"]).counts() == {"FMT900": 1}
        assert registry.free_id("FMT") == "FMT901"
    finally:
        sys.modules.pop("alignkit.check.format.rules.lost_mark", None)
        for cached in (registry.family_rules, registry.all_rules):
            cached.cache_clear()
