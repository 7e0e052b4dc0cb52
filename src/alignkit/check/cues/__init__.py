"""Subtitles: cues that are lost, too fast, too long or in each other's way."""
