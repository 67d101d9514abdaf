"""What Prometheus reads: counted where it happens, or asked of the stores when it is read."""
