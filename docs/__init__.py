"""The scripts that write tables and pictures of these pages from the program itself."""
