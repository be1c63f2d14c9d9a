"""Citizens who want a person: queue, claim, reply, hand back."""
