"""The files of a book as bytes: names, locks, lines, the journal, the snapshot."""
