"""Every learned number and table in the package, made again."""
