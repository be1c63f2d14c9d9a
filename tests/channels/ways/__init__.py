"""How a citizen of each channel does things, and what arrives there: the hands of the contract test."""
