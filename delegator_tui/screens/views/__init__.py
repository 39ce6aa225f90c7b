"""The views: one list, one record, one task at a time."""
