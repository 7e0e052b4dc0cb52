"""NUM rules, one file each."""
