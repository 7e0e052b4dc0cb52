"""How right the pairs are: segmentation, vectors, links, beads, beside peers."""
