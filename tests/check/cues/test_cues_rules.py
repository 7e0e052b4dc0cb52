"""Rules of subtitles: lost, fast, long and overlapping cues."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import alignkit as ak

TEXTS = [
    ("Where are you going?", "你要去哪里？"),
    ("To the station.", "去车站。"),
    ("[music]", ""),
    ("The train leaves at nine.", "火车九点开。"),
    ("Then we must hurry.", "那我们得快点。"),
    ("I know.", "我知道。"),
]
Times = dict[int, tuple[float, float]]


def srt(texts: list[str], times: Times) -> str:
    """Return cues of three seconds each, but those whose times are given."""

    def clock(time: float) -> str:
        return f"00:00:{int(time):02},{round(time % 1 * 1000):03}"

    cues = []
    for n, text in enumerate(texts):
        start, end = times.get(n, (n * 4, n * 4 + 3))
        if text:
            cues.append(f"{n + 1}\n{clock(start)} --> {clock(end)}\n{text}\n")
    return "\n".join(cues)


def found(folder: Path, targets: dict[int, str], times: Times) -> list[tuple[str, int | None]]:
    """Return the findings of the family where these texts and times of the translation differ."""
    sources = [source for source, _ in TEXTS]
    held = [targets.get(n, target) for n, (_, target) in enumerate(TEXTS)]
    (folder / "en.srt").write_text(srt(sources, {}), "utf-8")
    (folder / "zh.srt").write_text(srt(held, times), "utf-8")
    findings = ak.check(folder / "en.srt", folder / "zh.srt")
    return sorted((f.rule, f.bead) for f in findings if f.rule[:3] in ("SUB", "COV"))


def test_clean_subtitles_are_clean(tmp_path: Path) -> None:
    """A sound that is not translated is no lost cue."""
    assert not [rule for rule, _ in found(tmp_path, {}, {}) if rule.startswith("SUB")]


def test_a_lost_cue_is_found_once(tmp_path: Path) -> None:
    """By the rule of cues, not by that of sentences as well."""
    assert ("SUB001", 3) in found(tmp_path, {3: ""}, {})
    assert ("COV001", 3) not in found(tmp_path, {3: ""}, {})


def test_overlapping_cues_are_found(tmp_path: Path) -> None:
    """More than a frame; two cues of one time are meant so."""
    assert ("SUB004", 0) in found(tmp_path, {}, {0: (0, 4.5)})
    assert ("SUB004", 0) not in found(tmp_path, {}, {0: (0, 4.02)})


def test_a_cue_that_is_gone_too_soon_is_found(tmp_path: Path) -> None:
    """Counted in characters a second."""
    assert ("SUB002", 4) in found(tmp_path, {}, {4: (16, 16.3)})


def test_lines_that_do_not_fit_are_found(tmp_path: Path) -> None:
    """Too long, or too many."""
    assert ("SUB003", 5) in found(tmp_path, {5: "我知道" * 7}, {})
    assert ("SUB003", 5) in found(tmp_path, {5: "我\n知\n道"}, {})


def test_a_file_made_to_another_measure_is_told_so_once(tmp_path: Path) -> None:
    """One finding for all its cues."""
    held = found(tmp_path, dict.fromkeys((0, 1, 2, 3, 4, 5), "一" * 30), {})
    assert [bead for rule, bead in held if rule == "SUB003"] == [None]


def whole(folder: Path, moved: Callable[[float], float]) -> list[str]:
    """Return what is said of a file of which all times are moved."""
    texts = [(f"Number {n} is ready.", f"{n}号准备好了。") for n in range(11, 25)]
    times = {n: (n * 4.0, n * 4 + 3.0) for n in range(len(texts))}
    late = {n: (moved(start), moved(end)) for n, (start, end) in times.items()}
    (folder / "en.srt").write_text(srt([one for one, _ in texts], times), "utf-8")
    (folder / "zh.srt").write_text(srt([two for _, two in texts], late), "utf-8")
    found = ak.check(folder / "en.srt", folder / "zh.srt", select=["SUB005"])
    return [finding.message for finding in found]


def test_a_file_that_is_late_as_a_whole_is_told_once(tmp_path: Path) -> None:
    """By how much, and to which side; less than a second is a matter of taste."""
    (late,) = whole(tmp_path, lambda time: time + 3)
    assert "3.0 seconds later" in late
    assert whole(tmp_path, lambda time: time + 0.4) == []


def test_a_file_for_another_frame_rate_drifts(tmp_path: Path) -> None:
    """Right at the beginning, late at the end."""
    (drift,) = whole(tmp_path, lambda time: time * 1.05)
    assert "the cues drift" in drift
    assert "later at the end" in drift


def test_a_scene_that_is_moved_is_no_file_that_is_late(tmp_path: Path) -> None:
    """Half of the cues moved by far is neither a shift nor a drift."""
    assert not [m for m in whole(tmp_path, lambda t: t + 0.7 * (t % 8 < 4)) if "stand" in m]


def test_italics_that_a_cue_lost_are_a_note(tmp_path: Path) -> None:
    """A voice from elsewhere; what a file leaves out throughout is told once."""
    for times in (1, 3):
        for name, mark, text in (("en", "<i>{}</i>", 0), ("zh", "{}", 1)):
            cues = [pair[text] for pair in TEXTS]
            cues[3:] = [mark.format(cue) for cue in cues[3 : 3 + times]] + cues[3 + times :]
            (tmp_path / f"{name}.srt").write_text(srt(cues, {}), "utf-8")
        held = ak.check(tmp_path / "en.srt", tmp_path / "zh.srt")
        said = [(f.rule, f.severity.value) for f in held if f.rule == "LIT003"]
        assert said == [("LIT003", "info")]
