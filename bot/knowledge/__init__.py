"""What staff change of figures and texts: proposals, the overlay on `data/`, its way back into `data/`."""
