"""`python -m alignkit` is the command line."""

from alignkit.cli.main import entry

entry()
