"""E-mails that tell staff where to look: a number and a date, never a word of a report."""
