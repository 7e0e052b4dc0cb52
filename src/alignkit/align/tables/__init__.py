"""Numbers of a stretch that are worked out once for all beads in it."""
