"""Two renderings in the same words but for one: what a close reader sees."""
