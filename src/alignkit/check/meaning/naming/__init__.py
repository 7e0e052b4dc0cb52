"""Names of one side that stand on the other as other names."""
