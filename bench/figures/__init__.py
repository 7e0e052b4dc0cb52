"""What a figure is: a row with its interval, what it cost, the pages that show it."""
