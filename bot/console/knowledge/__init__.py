"""Figures, answers, rumours: propose, approve, preview, recall."""
