"""What goes out: stored with the record, sent at least once, never faster than the channel allows."""
