"""The sentences of beads that hold several: which of them the other side does not carry."""
