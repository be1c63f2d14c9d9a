"""What came in: accepted once, worked off in order, one message at a time per conversation."""
