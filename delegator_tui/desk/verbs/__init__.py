"""The verbs of the desk: functions of a transaction, one file a noun."""
