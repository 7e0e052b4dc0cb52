"""Builds the compiled core into the wheel where a C compiler is there; without, all works alike.

By itself, `python hatch_build.py`, it builds the core into this tree.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

FOLDER = Path("src/alignkit/core")
SOURCE = "core.c"
NAME = "core.dll" if sys.platform == "win32" else "core.so"
# No flag lets two processors differ: none for this machine alone, none that reorders sums.
FLAGS = ("-O3", "-std=c99", "-shared", "-fno-trapping-math", "-fno-math-errno", "-ffp-contract=off")


def build(folder: Path, into: Path) -> bool:
    """Compile the core of a source folder into a file, and tell whether that could be done."""
    into.unlink(missing_ok=True)
    compiler = _compiler()
    if not compiler or os.environ.get("ALIGNKIT_CORE", "").lower() == "off":
        return False
    own = [] if sys.platform == "win32" else ["-fPIC", "-fvisibility=hidden", "-lm"]
    # Under another name first: a compiler that is stopped leaves no half library.
    draft = into.with_name(f"{into.name}.{os.getpid()}")
    try:
        done = subprocess.run(
            [*compiler, *FLAGS, *_processors(), "-o", str(draft), str(folder / SOURCE), *own],
            capture_output=True,
            check=False,
        )
        if done.returncode == 0 and draft.is_file():
            draft.replace(into)
    except OSError:
        pass
    finally:
        draft.unlink(missing_ok=True)
    return into.is_file()


def _processors() -> list[str]:
    """Return which processors macOS is to be served on: those that the wheel's name promises."""
    if sys.platform != "darwin":
        return []
    asked = os.environ.get("ARCHFLAGS")
    if asked is None and sysconfig.get_platform().endswith("universal2"):
        asked = "-arch arm64 -arch x86_64"
    return shlex.split(asked or "")


def _compiler() -> list[str]:
    """Return the command of a compiler that takes the flags above, or nothing."""
    named = os.environ.get("CC")
    if named is not None:
        return shlex.split(named, posix=sys.platform != "win32")
    found = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    return [found] if found else []


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # by itself
    pass
else:

    class CoreHook(BuildHookInterface):  # type: ignore[type-arg]
        """Puts the library into a wheel, which then is one for this platform and every Python 3."""

        PLUGIN_NAME = "custom"

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Build the core; without it the wheel is one for all platforms."""
            folder = Path(self.root) / FOLDER
            if self.target_name != "wheel" or not build(folder, folder / NAME):
                return
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["artifacts"].append(f"{FOLDER.as_posix()}/{NAME}")
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{platform}"


if __name__ == "__main__":
    own = Path(__file__).parent / FOLDER
    print(own / NAME if build(own, own / NAME) else "no compiled core: there is no C compiler")
