"""One record whole: its story, the commands that work on it, what it refers to."""
