"""Questions that name their own numbers, calculated and put into words at once."""
