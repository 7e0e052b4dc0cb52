"""The same as the numpy code of this room, by the compiled core where it was built."""
