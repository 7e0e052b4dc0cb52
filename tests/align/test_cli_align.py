"""`alignkit align` as a user runs it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from alignkit.cli.align import command
from alignkit.errors import AlignkitError


@pytest.fixture
def files(tmp_path, chinese, english):
    """The Chinese text and its translation, one sentence a line."""
    source, target = tmp_path / "zh.txt", tmp_path / "en.txt"
    source.write_text("\n".join(chinese) + "\n", encoding="utf-8")
    target.write_text("\n".join(english) + "\n", encoding="utf-8")
    return str(source), str(target)


def run(*arguments: str):
    """Run the command; errors come out as they are."""
    return CliRunner().invoke(command, list(arguments), standalone_mode=False)


def test_tsv_is_printed(files, chinese, english):
    """Without options: source TAB target a line on standard output, and nothing else."""
    done = run(*files, "--presplit")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == f"{chinese[0]}\t{english[0]}"
    assert len(done.stdout.splitlines()) == 20


def test_the_format_is_taken_from_the_ending(files, tmp_path):
    """-o plan.ladder writes a ladder with scores."""
    path = tmp_path / "plan.ladder"
    run(*files, "--presplit", "-o", str(path))
    assert path.read_text("utf-8").splitlines()[2].startswith("[2]:[2, 3]:0.")


def test_json_lines_carry_the_confidence(files):
    """--format jsonl gives each bead's score and confidence."""
    done = run(*files, "--presplit", "--format", "jsonl")
    beads = [json.loads(line) for line in done.stdout.splitlines()]
    assert any("confidence" in bead for bead in beads)


def test_anchors_come_from_a_file(files, tmp_path):
    """Pairs of numbers, tab or ladder form, with comments."""
    path = tmp_path / "anchors"
    path.write_text("# by hand\n4\t6\n[17]:[18]\n", encoding="utf-8")
    done = run(*files, "--presplit", "--anchors", str(path), "--format", "ladder")
    assert "[17]:[18]" in done.stdout
    assert "[4]:[5]" not in done.stdout
    path.write_text("four five\n", encoding="utf-8")
    assert isinstance(run(*files, "--presplit", "--anchors", str(path)).exception, AlignkitError)


def test_review_lists_the_doubtful(files):
    """--review 1 lists every bead that is not certain, on standard error."""
    done = run(*files, "--presplit", "--review", "1")
    assert "of 20 beads below 1" in done.stderr


def test_a_bead_is_explained(files):
    """--explain prints signals and rival in place of the alignment."""
    done = run(*files, "--presplit", "--explain", "2")
    assert done.stdout.startswith("bead 2  [2]:[2, 3]")
    assert "rival:" in done.stdout


def test_unrelated_texts_can_fail(files, tmp_path):
    """--fail-unrelated exits with 1; without it there is a warning and 0."""
    other = tmp_path / "other.txt"
    other.write_text("The parser returns a tree.\nThreads share one port.\n" * 12, "utf-8")
    done = run(files[0], str(other), "--presplit")
    assert "hardly translations" in done.stderr
    assert done.return_value == 0
    assert run(files[0], str(other), "--presplit", "--fail-unrelated").return_value == 1


def test_both_sides_cannot_be_standard_input():
    """Two dashes are refused."""
    assert isinstance(run("-", "-").exception, AlignkitError)
