"""Weights of the aligner, of links, of the checks and of the comparison."""
