"""Colours for a terminal, or none."""

from __future__ import annotations

from alignkit.types import Severity

_SEVERITY = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}


class Paint:
    """Wraps text in the terminal's colours where they are wanted."""

    def __init__(self, on: bool = False) -> None:
        self.on = on

    def severity(self, severity: Severity, text: str) -> str:
        """Return the text in the colour of a severity."""
        return self._in(_SEVERITY[severity], text)

    def strong(self, text: str) -> str:
        """Return the text in bold."""
        return self._in("1", text)

    def quiet(self, text: str) -> str:
        """Return the text in grey."""
        return self._in("2", text)

    def line(self, text: str) -> str:
        """Return the text in the colour of frames and pointers."""
        return self._in("1;34", text)

    def good(self, text: str) -> str:
        """Return the text in the colour of success."""
        return self._in("32", text)

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text
