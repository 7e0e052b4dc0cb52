"""Coverage: which words of one side the other renders, and the stretch it renders worst."""
