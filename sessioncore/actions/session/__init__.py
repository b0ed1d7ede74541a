"""Actions of the session as the application sees it."""
