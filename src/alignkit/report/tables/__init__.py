"""Findings as rows: CSV, JSON lines, a workbook."""
