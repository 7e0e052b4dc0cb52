"""The command tree: its commands, its exit codes, its quiet ends."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from alignkit.cli.checks.exits import Exit
from alignkit.cli.main import COMMANDS, tree


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "alignkit", *arguments]
    return subprocess.run(command, capture_output=True, text=True, **options)  # type: ignore[call-overload, no-any-return]


def test_help_lists_every_command() -> None:
    """The list of commands is the contract's."""
    text = CliRunner().invoke(tree, ["--help"]).output
    assert all(f"  {name} " in text for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    """Each command's help holds an example of its use."""
    result = CliRunner().invoke(tree, [name, "--help"])
    assert result.exit_code == 0
    assert f"alignkit {name}" in result.output.partition("\n")[2]


def test_every_command_line_help_is_the_first_line_of_its_own() -> None:
    """What the list says of a command is what the command says of itself."""
    context = click.Context(tree)
    for name, line in COMMANDS.items():
        command = tree.get_command(context, name)
        assert command is not None
        assert (command.help or "").splitlines()[0] == line


def test_unknown_command_exits_2() -> None:
    """A command that is not there cannot run."""
    done = run("algin")
    assert done.returncode == Exit.UNUSABLE
    assert "algin" in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_file_is_one_line_and_exit_2() -> None:
    """A file that is not there is told in one line that names it."""
    done = run("segment", "no-such-file.txt")
    assert done.returncode == Exit.UNUSABLE
    assert "no-such-file.txt" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's way of closing streams")
@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-"])
def test_a_closed_stream_is_an_empty_one(closed: str) -> None:
    """What a shell closed ends no command with a complaint of Python's."""
    command = f'"{sys.executable}" -m alignkit rule NUM001 {closed}'
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
