"""Comparisons out: page, terminal, tables."""
