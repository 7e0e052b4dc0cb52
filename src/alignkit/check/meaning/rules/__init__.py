"""The MIS rules, one file a rule."""
