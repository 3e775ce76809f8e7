"""Questions about a whole pile: one figure of each of its subjects, side by side."""
