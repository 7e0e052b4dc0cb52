"""COV rules, one file each."""
