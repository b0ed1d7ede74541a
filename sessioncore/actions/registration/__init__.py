"""Actions of the charts of `machines/registration`."""
