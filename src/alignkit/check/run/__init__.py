"""How rules are run: found, applied to beads, merged into findings."""
