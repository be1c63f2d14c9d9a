"""Numbers of persons hidden, citizens known by pseudonyms, reports found again by receipt codes."""
