"""What changed since a revision of a git repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

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
        said = " ".join(ran.stderr.split()) or "there is no such revision"
        raise OptionError(f"--since {revision}: {said}")
    return ran.stdout
