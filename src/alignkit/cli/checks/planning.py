"""Which pairs a run checks: the files named, two folders, a manifest, or those of the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from alignkit.cli.checks.checked import beside
from alignkit.cli.options import one_stdin
from alignkit.config import Settings
from alignkit.errors import InputError, OptionError
from alignkit.files import keep
from alignkit.review.pairs import PairFiles, Plan


def plan_of(
    files: Sequence[str],
    manifest: str | None,
    settings: Settings,
    langs: tuple[str | None, str | None],
    since: str | None = None,
) -> Plan:
    """Return the pairs of a run; with `since`, those that changed since a git revision."""
    plan = _plan(files, manifest, settings, (langs[0] or "", langs[1] or ""))
    keep(name for pair in plan.pairs for name in (*pair.files, pair.ladder) if name != "-")
    return plan if since is None else _changed(plan, since, settings, manifest)


def _plan(
    files: Sequence[str], manifest: str | None, settings: Settings, langs: tuple[str, str]
) -> Plan:
    if files and manifest:
        raise OptionError("give files or --pairs, not both")
    if len(files) > 3:
        raise OptionError(
            f"{len(files)} files are given; give a source and its translation, one aligned file, "
            "or --pairs FILE for many"
        )
    one_stdin(files)
    _one_translation(files)
    if len(files) == 3:
        return Plan((PairFiles(files[1], files[2], *langs, files[0]),))
    if len(files) == 2 and all(Path(name).is_dir() for name in files):
        from alignkit.review.folders import pairs_of_folders

        return pairs_of_folders(Path(files[0]), Path(files[1]), langs)
    if files:
        return Plan((PairFiles(files[0], files[1] if len(files) == 2 else "", *langs),))
    from alignkit.review.pairs import expand, load_pairs

    if manifest:
        return load_pairs(Path(manifest))
    if settings.pairs:
        folder = Path(beside(settings, ".") or ".")
        general = settings.source_lang, settings.target_lang
        return expand(settings.pairs, folder, settings.path, general)
    named = f"{settings.path} names no [[pairs]]; " if settings.path else ""
    raise OptionError(f"{named}give a source and its translation, or one aligned file")


def _one_translation(files: Sequence[str]) -> None:
    """Refuse three documents, and a folder alone, with the command that was meant."""
    if len(files) == 3 and _a_text(files[0]):
        raise OptionError(
            "three documents are given; check takes a source and one translation: "
            "alignkit compare SOURCE A B sets two translations beside each other"
        )
    if len(files) == 1 and Path(files[0]).is_dir():
        raise InputError(
            files[0],
            "this is a folder",
            "give the folder of the source and that of the translation, or name the pairs in "
            "alignkit.toml",
        )


def _a_text(name: str) -> bool:
    """Tell whether a file that stands in a ladder's place is there and is no aligned file."""
    from alignkit.formats.reading import told
    from alignkit.formats.source import Source

    if not Path(name).is_file():
        return False
    try:
        told(Source(name))
    except InputError:
        return True
    return False


def _changed(plan: Plan, since: str, settings: Settings, manifest: str | None) -> Plan:
    from alignkit.review.since import changed_since, other_settings

    own = Path(settings.path) if settings.path else None
    changed = changed_since(since, own.parent if own else Path())
    terms = Path(beside(settings, settings.glossary)) if settings.glossary else None
    named = (terms, Path(manifest) if manifest else None)
    if any(path and path.resolve() in changed for path in named):
        # Other terms or pairs: every pair may say something else now.
        return plan
    if own and own.resolve() in changed and other_settings(since, own):
        return plan
    pairs = tuple(
        pair
        for pair in plan.pairs
        if any(Path(name).resolve() in changed for name in (*pair.files, pair.ladder) if name)
    )
    return replace(plan, pairs=pairs)
