"""The line that captures a task: its marks, and what repeats."""
