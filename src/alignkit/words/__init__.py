"""What is known of words in two languages: vectors, lexicon, script, names, sound."""
