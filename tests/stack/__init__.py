"""The Compose stack, built and run for real: `make stack-test`. It needs a Docker engine."""
