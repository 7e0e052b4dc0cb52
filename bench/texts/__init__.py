"""The texts that figures are taken on: their split, genre, direction, licence, sources."""
