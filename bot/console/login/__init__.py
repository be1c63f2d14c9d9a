"""Who may come in: accounts, passwords, second factor, sessions, limits."""
