"""The copy of their data that a citizen may ask for: the mirror of an erasure."""
