"""The talks: list, search, detail, unmasking, live."""
