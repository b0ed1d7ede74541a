"""Actions of the charts that say who calls."""
