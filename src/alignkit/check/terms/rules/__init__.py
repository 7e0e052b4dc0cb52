"""TRM rules, one file each."""
