"""Learning from reviews: sentences that may be learnt, models that are tried before they serve, and the way back."""
