"""Media passed on between two peers, without I/O."""
