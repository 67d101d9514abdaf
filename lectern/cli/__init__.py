"""The command `lectern` and the supervisor of the servers of one machine."""
