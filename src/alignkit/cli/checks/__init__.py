"""A run of checks: which pairs, what is wanted of each, and in how many processes."""
