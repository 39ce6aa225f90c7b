"""Contractors: what the book knows of them, and how to reach them."""
