"""What findings are worth: what is found, and what is said of clean text."""
