"""What each translator chose for the words of the original, read from links."""
