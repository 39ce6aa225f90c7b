"""The columns of the lists: each is an object that screen, command line and CSV share."""
