"""The pair of documents as a whole."""
