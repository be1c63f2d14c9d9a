"""An empty, migrated PostgreSQL database for each test: emptied where its schema is still as migrations left it."""

from sqlalchemy import text

from bot.storage.database import Database
from bot.storage.migrate import migrate

_OURS = "n.nspname = 'public'"
#: Everything that a test might leave changed besides rows: tables, columns, rights, triggers, functions, constraints.
_SCHEMA = text(f"""
SELECT md5(string_agg(one, '|' ORDER BY one)) FROM (
  SELECT concat_ws(',', c.oid, c.relname, c.relkind, c.relacl, c.relowner, c.relforcerowsecurity) AS one
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_OURS}
  UNION ALL SELECT concat_ws(',', a.attrelid, a.attname, a.atttypid, a.attnotnull, a.attacl)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n
      ON n.oid = c.relnamespace WHERE {_OURS}
  UNION ALL SELECT concat_ws(',', t.tgrelid, t.tgname, t.tgenabled)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_OURS}
  UNION ALL SELECT concat_ws(',', p.proname, p.prosrc, p.proacl)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {_OURS}
  UNION ALL SELECT concat_ws(',', k.conrelid, k.conname, k.convalidated)
    FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE {_OURS}
  UNION ALL SELECT concat_ws(',', n.nspacl) FROM pg_namespace n WHERE {_OURS}
  UNION ALL SELECT concat_ws(',', d.defaclrole, d.defaclacl) FROM pg_default_acl d
) AS everything""")  # noqa: S608  nothing comes from outside
#: As a replica the guards of append-only tables and the order of foreign keys do not hold.
_EMPTY = text("""
DO $$ DECLARE r record; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR r IN SELECT c.oid::regclass AS name, c.relkind AS kind FROM pg_class c JOIN pg_namespace n
    ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'S') AND c.relname <> 'alembic_version'
  LOOP
    IF r.kind = 'r' THEN EXECUTE 'DELETE FROM ' || r.name;
    ELSE EXECUTE 'ALTER SEQUENCE ' || r.name || ' RESTART'; END IF;
  END LOOP;
END $$""")
_migrated: dict[str, str] = {}


def make_empty(database: Database) -> None:
    """Leave nothing of the test before; migrating anew takes a hundred times as long."""
    with database.engine.begin() as connection:
        if _migrated.get(database.url) == connection.scalar(_SCHEMA):
            connection.execute(_EMPTY)
            return
        connection.execute(text("drop schema public cascade"))
        connection.execute(text("create schema public"))
    migrate(database)
    with database.engine.begin() as connection:
        _migrated[database.url] = connection.scalar(_SCHEMA) or ""
