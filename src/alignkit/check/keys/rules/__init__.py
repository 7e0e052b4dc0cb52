"""One file a rule, or a few twins."""
