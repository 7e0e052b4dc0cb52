"""How much a difference between two renderings weighs: substance, detail or wording."""
