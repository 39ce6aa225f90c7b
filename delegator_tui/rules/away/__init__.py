"""The owner's time away: planned, told, and looked back on."""
