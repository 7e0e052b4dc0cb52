"""Marked-up text: Markdown, AsciiDoc and reStructuredText, each block with its kind."""
