"""Bitext formats that are tables of cells."""
