"""The terms of a text, and what a translation renders each by."""
