"""Actions of offer/answer and of changes to a session."""
