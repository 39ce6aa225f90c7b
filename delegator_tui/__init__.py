"""The desk that gets work off a very small business owner's plate."""

__version__ = "0.1.0"
