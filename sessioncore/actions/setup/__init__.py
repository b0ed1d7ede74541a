"""Actions of the charts that set a call up."""
