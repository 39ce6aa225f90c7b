"""Questions with fields: what a key asks before the desk acts."""
