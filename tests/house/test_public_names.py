"""The package's face: its names, and how little it loads."""

from __future__ import annotations

import subprocess
import sys
import types

import alignkit

PROMISED = {
    "AlignkitError",
    "align",
    "check",
    "cite",
    "compare",
    "corpus",
    "document",
    "encoder",
    "evaluate",
    "link",
    "load",
    "quantities",
    "read",
    "segment",
}
HEAVY = ("numpy", "jieba", "rich", "lxml", "sacrebleu", "torch", "pandas", "regex", "matplotlib")


def test_all_names_what_the_package_holds() -> None:
    """`__all__` is exactly the public names that are no modules."""
    held = {**vars(alignkit), **{name: getattr(alignkit, name) for name in dir(alignkit)}}
    names = {
        name
        for name, value in held.items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    assert set(alignkit.__all__) == names | {"__version__"}
    assert list(alignkit.__all__) == sorted(alignkit.__all__)


def test_promised_names_are_there() -> None:
    """What the contract promises can be called."""
    assert set(alignkit.__all__) >= PROMISED
    assert all(callable(getattr(alignkit, name)) for name in PROMISED)


def loaded_by(code: str) -> set[str]:
    """Return the top-level modules in memory after running code in a fresh interpreter."""
    code += "\nimport sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_import_loads_nothing_heavy() -> None:
    """`import alignkit` loads no numeric library, dictionary or parser."""
    assert not loaded_by("import alignkit") & set(HEAVY)


def test_help_loads_nothing_heavy() -> None:
    """`alignkit --help` loads click and little else."""
    code = (
        "from click.testing import CliRunner\n"
        "from alignkit.cli.main import tree\n"
        "assert CliRunner().invoke(tree, ['--help']).exit_code == 0"
    )
    assert not loaded_by(code) & set(HEAVY)
