"""The verbs of the command `lectern`, one module each."""
