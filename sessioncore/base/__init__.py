"""The ground everything stands on: errors, ids, clock and environment, configuration."""
