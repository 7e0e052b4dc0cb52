"""What a user would pick instead: aligners, a splitter and checkers, each run as its makers say.

README.md in this folder says how each is installed, outside the repository.
"""
