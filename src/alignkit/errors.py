"""The errors a user meets: each names the place, the reason and the way out in one line."""

from __future__ import annotations

from os import PathLike, fspath

from alignkit.shown import shown, spelt


class AlignkitError(Exception):
    """The base of all errors that alignkit raises on purpose; one line, whatever it names."""

    def __str__(self) -> str:
        return shown(spelt(super().__str__()))


class InputError(AlignkitError):
    """A file or text that cannot be used.

    >>> print(InputError("plan.txt", "the file is empty", "give a file with text"))
    plan.txt: the file is empty; give a file with text
    """

    def __init__(self, place: str | PathLike[str], reason: str, way_out: str = "") -> None:
        self.place = fspath(place)
        self.reason = reason
        self.way_out = way_out
        where = f"{self.place}: " if self.place else ""
        super().__init__(where + reason + (f"; {way_out}" if way_out else ""))

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        # What a worker process raises is raised again by whoever waits for it.
        return type(self), (self.place, self.reason, self.way_out)


class OptionError(AlignkitError):
    """An option or a setting that makes no sense."""


class MissingExtraError(AlignkitError):
    """A feature whose packages are not installed; the message names the command that brings them.

    >>> print(str(MissingExtraError("reading DOCX files", "documents")).partition(" (")[0])
    reading DOCX files needs packages that are not installed: pip install 'alignkit[documents]'
    """

    def __init__(self, feature: str, extra: str) -> None:
        self.extra = extra
        super().__init__(
            f"{feature} needs packages that are not installed: pip install 'alignkit[{extra}]' "
            f"(in a copy of the repository: pip install '.[{extra}]')"
        )
        self._feature = feature

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        return type(self), (self._feature, self.extra)
