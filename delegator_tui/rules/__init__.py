"""Questions answered from a book."""
