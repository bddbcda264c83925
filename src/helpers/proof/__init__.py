"""Do the facts agree? Checks, intervals, and the best value of each item and period. Knows no text and no reader."""
