"""A second look at places in doubt: rival paths, weighed by how their words are linked."""
