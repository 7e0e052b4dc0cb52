"""What belongs to a run over time: its pairs, settings by file, baseline and suppressions."""
