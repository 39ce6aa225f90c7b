"""The owner's own plate: on which list each task stands, and its dates."""
