"""What is paired by identity before the search: code, images, tables of one shape."""
