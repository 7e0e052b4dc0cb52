"""Format: marks, numbering and damaged text."""
