"""DIV rules, one file each: two renderings of one original against each other."""
