"""The command line. Never imports textual."""
