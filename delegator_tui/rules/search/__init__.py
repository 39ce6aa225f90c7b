"""Finding records: by name, by filter, by likeness; what is in the inbox."""
