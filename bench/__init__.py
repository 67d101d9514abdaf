"""Side-by-side benchmarks: what the product costs as ratios of what the machine can do."""
