"""Actions of the chart of a connection."""
