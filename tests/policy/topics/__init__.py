"""Tests of the topics of case files."""
