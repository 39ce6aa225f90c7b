"""Work that is out: its life, its checks, its money and its history."""
