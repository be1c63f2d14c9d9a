"""A year of invented talk (`ansinh demo seed`), for trying things out and for measuring.

Every invented row says so itself: the pseudonym of a conversation and the model version and message id of an
interaction begin with "demo-" (`MARK`), and the third group of each id is "8de0". The table `demonstration` says it of
the whole database.
"""

#: How invented pseudonyms, message ids, button payloads and model versions begin. A real pseudonym is 64 hex digits.
MARK = "demo-"
