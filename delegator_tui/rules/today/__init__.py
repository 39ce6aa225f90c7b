"""The home screen: its headline and its sections."""
