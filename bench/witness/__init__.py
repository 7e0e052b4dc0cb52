"""How many independent sources each line of a table rests on."""
