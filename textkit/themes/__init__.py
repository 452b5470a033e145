"""Documents to themes."""
