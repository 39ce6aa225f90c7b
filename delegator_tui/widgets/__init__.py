"""What screens are made of; knows keys, rules and model only."""
