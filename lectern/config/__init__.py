"""How one installation is configured: environment, settings, entry points."""
