"""From review to better understanding: candidates, training beside, replay, switch."""
