"""What leaves the program: mails, and the password that they need. It is handed the verbs that claim and record."""
