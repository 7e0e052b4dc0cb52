"""Files of texts by key: keys of one side alone, texts that are empty, unfinished or left over."""
