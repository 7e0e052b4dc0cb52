"""The review desk: an alignment that people correct, and findings that they work through.

A project keeps texts, beads, decisions and history in one file; `Desk` holds one open, and
`desk.server` shows it in a browser. The model knows no server.
"""

from __future__ import annotations

SUFFIX = ".alignkit"
