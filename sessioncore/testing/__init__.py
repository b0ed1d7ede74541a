"""Public helpers for tests: virtual clocks, lossy networks, fake peers."""
