"""Documents to summaries and keywords."""
