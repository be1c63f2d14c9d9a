"""The letter that hands a report over to the authority it belongs to, and to whom."""
