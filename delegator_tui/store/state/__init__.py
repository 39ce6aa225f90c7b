"""The state that the files come to, and what changes it."""
