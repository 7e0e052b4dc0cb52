"""DOC rules, one file each."""
