"""Faults in real processes, under load: `make faults`, and `python -m tests.faults --help`."""
