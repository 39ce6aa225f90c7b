"""The nouns: frozen records and the book. No clock, no input or output."""
