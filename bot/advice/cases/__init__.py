"""Calculations for one's own case, talked through: what each needs, asks, refuses and answers."""
