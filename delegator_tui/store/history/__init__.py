"""Every commit there ever was: undo, the book as it was, forgetting."""
