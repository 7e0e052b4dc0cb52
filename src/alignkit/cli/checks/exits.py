"""The exit codes of every command."""

from enum import IntEnum


class Exit(IntEnum):
    """0: nothing to report; 1: findings; 2: it could not run; then the shell's own codes."""

    CLEAN = 0
    FINDINGS = 1
    UNUSABLE = 2
    INTERRUPTED = 130
    BROKEN_PIPE = 141
