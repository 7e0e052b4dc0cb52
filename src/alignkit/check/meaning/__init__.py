"""Whether a translation means what its source means: denials, contraries, names, wrong words."""
