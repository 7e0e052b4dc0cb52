"""FMT rules, one file each."""
