"""Actions of the charts that lead calls on to registered users."""
