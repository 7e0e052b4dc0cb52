"""Bitext formats that are XML."""
