"""Benches of the product: ``python -m bench`` measures what it promises about speed and says what holds."""
