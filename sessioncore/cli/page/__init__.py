"""Calls to look at: what journals tell of them, as a ladder in text and as one HTML page with the charts lit."""
