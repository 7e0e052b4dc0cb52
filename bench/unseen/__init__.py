"""Texts that nobody had looked at, what readers said of them, and the severities that follow."""
