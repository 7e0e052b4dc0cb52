"""The desk in a browser: a server on the loopback address, for one project and its owner."""
