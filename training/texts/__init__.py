"""What is learned from: pairs, dictionaries, gold, and errors put in on purpose."""
