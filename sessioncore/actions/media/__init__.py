"""Actions of media streams."""
