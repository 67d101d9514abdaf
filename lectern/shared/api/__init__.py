"""The base of the HTTP API: what every resource shares."""
