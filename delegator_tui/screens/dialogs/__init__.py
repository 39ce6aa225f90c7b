"""What stands over a view and is no form: a choice, a text, the line that captures."""
