"""Numbers: quantities matched across a bead, and what may excuse one that stays alone."""
