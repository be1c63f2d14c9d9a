"""What managers read: the figures, theme by theme, the turns behind each, the report."""
