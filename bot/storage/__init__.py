"""Tables, migrations and sessions: SQLite by default, PostgreSQL in production."""
