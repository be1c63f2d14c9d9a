"""The hash chain of the record: entries that nobody can change, sealed contents, the keys of their holders."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_IN_PLACE = (
    "NEW.sequence = coalesce((SELECT max(sequence) FROM chain_entry), 0) + 1 AND NEW.previous_hash ="
    " coalesce((SELECT hash FROM chain_entry WHERE sequence = NEW.sequence - 1), {zeros})"
)
_ERASED = "EXISTS (SELECT 1 FROM chain_entry WHERE kind = 'erased' AND key_id = {key})"
_KEY_OF_CONTENT = "(SELECT key_id FROM chain_entry WHERE sequence = OLD.sequence)"


def upgrade() -> None:
    op.create_table(
        "chain_entry",
        sa.Column("sequence", _SEQUENCE, autoincrement=False, nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=True),
        sa.Column("key_id", sa.String(length=36), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.Column("commitment", sa.LargeBinary(), nullable=False),
        sa.Column("previous_hash", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_chain_entry")),
    )
    tombstone = sa.text("kind = 'erased'")
    op.create_index(
        "ix_chain_entry_tombstone",
        "chain_entry",
        ["key_id"],
        unique=True,
        sqlite_where=tombstone,
        postgresql_where=tombstone,
    )
    op.create_table(
        "chain_content",
        sa.Column("sequence", _SEQUENCE, autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["sequence"], ["chain_entry.sequence"], name=op.f("fk_chain_content_sequence")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_chain_content")),
    )
    op.create_table(
        "data_key",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_by", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_key")),
        sa.UniqueConstraint("holder", name=op.f("uq_data_key_holder")),
        # Else `UPDATE OR REPLACE … SET rowid` would delete a key unseen by any trigger.
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        schema = connection.scalar(sa.text("SELECT quote_ident(current_schema())"))
        statements = _postgresql(schema)
    else:
        statements = _SQLITE
    for statement in statements:
        # As it stands: a colon in a refusal is no parameter.
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    op.drop_table("data_key")
    op.drop_table("chain_content")
    op.drop_table("chain_entry")
    if op.get_bind().dialect.name == "postgresql":
        for function in ("append_only", "next_in_chain", "of_new_entry", "content_erased", "key_erased"):
            op.execute(f"DROP FUNCTION ansinh_{function}()")


def _refusal(table: str, act: str, unless: str, why: str) -> str:
    # REPLACE deletes without a DELETE trigger, so what is inserted is looked at before it can conflict.
    return (
        f"CREATE TRIGGER {table}_{act.partition(' ')[0].lower()} BEFORE {act} ON {table}"
        f" WHEN NOT coalesce({unless}, 0) BEGIN SELECT RAISE(ABORT, '{table}: {why}'); END"
    )


_SQLITE = (
    _refusal("chain_entry", "INSERT", _IN_PLACE.format(zeros="zeroblob(32)"), "not the next entry"),
    _refusal("chain_entry", "UPDATE", "0", "append only"),
    _refusal("chain_entry", "DELETE", "0", "append only"),
    _refusal(
        "chain_content",
        "INSERT",
        "NEW.sequence = (SELECT max(sequence) FROM chain_entry)"
        " AND NOT EXISTS (SELECT 1 FROM chain_content WHERE sequence = NEW.sequence)",
        "belongs to no new entry",
    ),
    _refusal("chain_content", "UPDATE", "0", "append only"),
    _refusal("chain_content", "DELETE", _ERASED.format(key=_KEY_OF_CONTENT), "no tombstone"),
    _refusal(
        "data_key",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM data_key WHERE id = NEW.id OR holder = NEW.holder)",
        "known already",
    ),
    _refusal("data_key", "UPDATE OF id, holder", "0", "a key keeps its holder"),
    _refusal("data_key", "DELETE", _ERASED.format(key="OLD.id"), "no tombstone"),
)


def _function(name: str, schema: str, allowed: str, row: str, why: str) -> str:
    # The schema is named, pg_temp last: a temporary table of the same name must not be taken for the chain.
    return (
        f"CREATE FUNCTION ansinh_{name}() RETURNS trigger LANGUAGE plpgsql SET search_path = {schema}, pg_temp"
        f" AS $$ BEGIN IF NOT coalesce({allowed}, false) THEN RAISE EXCEPTION '%%: {why}', TG_TABLE_NAME"
        f" USING ERRCODE = 'restrict_violation'; END IF; RETURN {row}; END $$"
    )


def _trigger(table: str, act: str, function: str) -> str:
    each = "STATEMENT" if act == "TRUNCATE" else "ROW"
    return (
        f"CREATE TRIGGER {table}_{act.partition(' ')[0].lower()} BEFORE {act} ON {table}"
        f" FOR EACH {each} EXECUTE FUNCTION ansinh_{function}()"
    )


def _postgresql(schema: str) -> tuple[str, ...]:
    zeros = "decode(repeat('00', 32), 'hex')"
    newest = "NEW.sequence = (SELECT max(sequence) FROM chain_entry)"
    return (
        _function("append_only", schema, "false", "NULL", "append only"),
        _function("next_in_chain", schema, _IN_PLACE.format(zeros=zeros), "NEW", "not the next entry"),
        _function("of_new_entry", schema, newest, "NEW", "belongs to no new entry"),
        _function("content_erased", schema, _ERASED.format(key=_KEY_OF_CONTENT), "OLD", "no tombstone"),
        _function("key_erased", schema, _ERASED.format(key="OLD.id"), "OLD", "no tombstone"),
        _trigger("chain_entry", "INSERT", "next_in_chain"),
        _trigger("chain_entry", "UPDATE", "append_only"),
        _trigger("chain_entry", "DELETE", "append_only"),
        _trigger("chain_entry", "TRUNCATE", "append_only"),
        _trigger("chain_content", "INSERT", "of_new_entry"),
        _trigger("chain_content", "UPDATE", "append_only"),
        _trigger("chain_content", "DELETE", "content_erased"),
        _trigger("chain_content", "TRUNCATE", "append_only"),
        _trigger("data_key", "UPDATE OF id, holder", "append_only"),
        _trigger("data_key", "DELETE", "key_erased"),
        _trigger("data_key", "TRUNCATE", "append_only"),
    )
