"""What changed since a revision of a git repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from alignkit import files
from alignkit.config import of_alignkit
from alignkit.errors import OptionError

# A repository's own settings may name programs; none of them is run to list its files.
QUIET = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")


def changed_since(revision: str, folder: Path) -> frozenset[Path]:
    """Return the files that changed since a revision: committed, staged, edited or new."""
    top = Path(_git(folder, "rev-parse", "--show-toplevel", revision=revision).rstrip("\n"))
    commit = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}",
        revision=revision,
    ).strip()  # fmt: skip
    plain = ("--name-only", "-z", "--no-ext-diff", "--no-textconv")
    names = _git(top, "diff", *plain, commit, "--", revision=revision)
    new = _git(top, "ls-files", "--others", "--exclude-standard", "-z", revision=revision)
    return frozenset((top / name).resolve() for name in (names + new).split("\0") if name)


def other_settings(revision: str, path: Path) -> bool:
    """Tell whether a settings file says another thing of alignkit than it did at a revision."""
    try:
        before = _git(path.parent, "show", f"{revision}:./{path.name}", revision=revision)
        now = files.text(path)
        return bool(of_alignkit(before, path.name) != of_alignkit(now, path.name))
    except (OptionError, ValueError):
        return True


def _git(folder: Path, *arguments: str, revision: str) -> str:
    try:
        ran = subprocess.run(
            ["git", *QUIET, "-C", str(folder), *arguments],
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="surrogateescape",
        )
    except OSError:
        raise OptionError("--since needs git, which is not installed") from None
    if ran.returncode:
        said = " ".join(ran.stderr.split()) or "there is no such revision" + _shallow(folder)
        raise OptionError(f"--since {revision}: {said}")
    return ran.stdout


def _shallow(folder: Path) -> str:
    """Return the way out where a repository was fetched without its history, as in CI."""
    try:
        whole = _git(folder, "rev-parse", "--is-shallow-repository", revision="").strip()
    except OptionError:
        return ""
    if whole != "true":
        return ""
    return (
        " in this shallow clone; fetch its history first (git fetch --unshallow, or fetch-depth: 0 "
        "at actions/checkout)"
    )
