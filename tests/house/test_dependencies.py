"""What is installed along is bounded and audited; what is shipped says its licences."""

from __future__ import annotations

import re
import sys
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def requirements(root: Path) -> dict[str, str]:
    """Return every requirement by its name, those of alignkit itself left out."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    held = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        held += extra
    named = {re.split(r"[><=!~;\[ @]", line)[0]: line for line in held}
    named.pop("alignkit", None)
    return named


def test_every_dependency_has_a_least_version_and_no_other_bound(root: Path) -> None:
    """A library that pins exactly cannot be installed beside others; one without bounds breaks."""
    for name, line in requirements(root).items():
        bounds = line[len(name) :].partition(";")[0].strip()
        assert re.fullmatch(r">=\d[\d.]*", bounds), line


def test_the_audit_installs_what_users_install(root: Path) -> None:
    """Every extra but the models' own and those for work on alignkit itself."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    flow = (root / ".github" / "workflows" / "audit.yml").read_text("utf-8")
    audited = set(re.search(r"\.\[([\w,]+)\]", flow)[1].split(","))  # type: ignore[index]
    ours = {"all", "docs", "browser", "dev", "fuzz"}
    assert set(project["optional-dependencies"]) - ours - audited == {
        "neural",
        "universal",
        "datasets",
    }
    assert "pip_audit --strict" in flow


def test_every_action_is_held_by_its_digest(root: Path) -> None:
    """A tag may be moved to other code; forty hexadecimal digits may not."""
    flows = [*(root / ".github" / "workflows").glob("*.yml"), root / "action.yml"]
    used = [u for flow in flows for u in re.findall(r"uses: *(\S+)", flow.read_text("utf-8"))]
    assert len(used) > 5
    assert [u for u in used if not u.startswith("./") and not re.search(r"@[0-9a-f]{40}$", u)] == []


def test_the_licence_names_all_that_is_shipped(root: Path) -> None:
    """Code, weights and publishers' documents, each with its file."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    parts = set(project["license"].split(" AND "))
    documents = {"LicenseRef-Publishers-Documents", "LicenseRef-WordNet-3.0"}
    assert parts == {"Apache-2.0", "CC-BY-SA-4.0", *documents}
    assert [name for name in project["license-files"] if not (root / name).is_file()] == []
