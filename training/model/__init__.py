"""How the embedded model is made: `python -m training build`."""
