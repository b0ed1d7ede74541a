"""The engine: cells of charts, routing, timers, trace, journal and snapshots. Sans I/O."""
