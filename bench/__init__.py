"""Benchmarks: every figure the project claims, printed again by a command."""
