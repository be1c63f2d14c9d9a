"""Talks that officers hold: opened where a citizen wants a person, claimed, answered, handed back to the machine."""
