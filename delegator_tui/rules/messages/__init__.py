"""What is written to contractors and to the owner."""
