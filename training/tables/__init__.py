"""Tables of words that others keep openly, or that are counted in pairs."""
