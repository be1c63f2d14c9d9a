"""Files that citizens sent: known by content, drawn anew, sealed, without a way back from a report to its sender."""
