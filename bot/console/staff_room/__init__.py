"""Accounts of staff and the province's own sign-on."""
