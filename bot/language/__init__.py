"""Reads Vietnamese as people type it: with and without diacritics, abbreviated, spaced anyhow."""
