"""The verbs that change the book: check, commit, publish."""
