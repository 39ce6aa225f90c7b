"""The terminal under the dashboard: drivers, and how the program ends."""
