"""Actions of the charts that answer for a called user."""
