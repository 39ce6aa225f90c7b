"""Copies, repair, and taking over second versions."""
