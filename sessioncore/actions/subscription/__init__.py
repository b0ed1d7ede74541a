"""Actions of the charts of `machines/subscription`."""
