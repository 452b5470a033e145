"""Many documents: where they come from, where results go, and what runs in between."""
