"""Literals: what a translation takes over as it is - placeholders, tags, code, links, versions."""
