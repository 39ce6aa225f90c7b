"""What is to be said to the owner, and when."""
