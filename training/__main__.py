"""Make a learned number or table again: python -m training NAME [OPTION ...].

NAME is a script of these folders; each has its own --help. docs/training.md says which data each
one needs, docs/learned.md what each one writes.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).parent


def scripts() -> dict[str, str]:
    """Return the module of each script that can be run, by its name."""
    held = {}
    for path in sorted(HERE.glob("*/*.py")):
        if '\nif __name__ == "__main__":' in path.read_text(encoding="utf-8"):
            held[path.stem] = f"training.{path.parent.name}.{path.stem}"
    return held


def main() -> None:
    """Run the script that is named."""
    known = scripts()
    name = sys.argv[1] if sys.argv[1:] else ""
    if name in ("-h", "--help"):
        print(__doc__, *known, sep="\n  ")
        return
    if name not in known:
        sys.exit(f"no script {name!r}; there are {', '.join(known)}")
    del sys.argv[1]
    try:
        runpy.run_module(known[name], run_name="__main__", alter_sys=True)
    except ModuleNotFoundError as error:
        if not error.name or error.name.partition(".")[0] in ("alignkit", "training", "bench"):
            raise
        sys.exit(f"{name} needs {error.name}: pip install torch scipy, or that alone")


if __name__ == "__main__":
    main()
