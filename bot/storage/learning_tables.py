"""Tables of learning: sentences that may be learnt, where they come from, replays of the record through two models."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.personal import Rows, blanked, deleted, impersonal, table
from bot.storage.tables import Interaction, Moment, Table

CANDIDATE_STATES = ("proposed", "approved", "exported", "rejected")
REPLAY_STATES = ("waiting", "running", "done", "cancelled", "failed")


def _one_of(states: tuple[str, ...]) -> str:
    return "state IN ({})".format(", ".join(f"'{state}'" for state in states))


class LearningCandidate(Table):
    """A masked sentence that may be learnt under `label` ("topic/aspect", or a plain intent).

    `source` is "review" or "tapped", `near` the label under which the data holds a sentence much like it (empty: none
    under another), `asked` how often such a question was met, `digest` a keyed hash of the sentence, by which it is
    found in the data once its person was erased. `version` counts changes, so that two people do not overwrite.
    """

    __tablename__ = "learning_candidate"
    __table_args__ = (
        CheckConstraint(_one_of(CANDIDATE_STATES), name="state"),
        Index("ix_learning_candidate_state_label", "state", "label", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    label: Mapped[str] = mapped_column(String(130))
    text: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    conversation_id: Mapped[str] = mapped_column(String(36), index=True)
    source: Mapped[str] = mapped_column(String(16))
    near: Mapped[str] = mapped_column(String(130))
    asked: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    proposed_by: Mapped[str] = mapped_column(String(64))
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    decided_by: Mapped[str | None] = mapped_column(String(64))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str | None] = mapped_column(String(32))
    export_id: Mapped[str | None] = mapped_column(String(36), index=True)
    exported_by: Mapped[str | None] = mapped_column(String(64))
    exported_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int]


class LearningSource(Table):
    """A turn that was looked at: which candidate it stands behind (None: `left_out` says why there is none).

    `by` is who corrected it; the machine where a citizen's own tap did.
    """

    __tablename__ = "learning_source"

    interaction_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    candidate_id: Mapped[str | None] = mapped_column(String(36), index=True)
    label: Mapped[str] = mapped_column(String(130))
    by: Mapped[str] = mapped_column(String(64))
    left_out: Mapped[str] = mapped_column(String(32))
    seen_at: Mapped[datetime] = mapped_column(Moment)


class LearningReplay(Table):
    """A replay: questions of the last `days` and the golden ones through `candidate` and `against`.

    `heard_at` is the last sign of life of whoever runs it, `holder` who that is; `total` and `done` count readings.
    """

    __tablename__ = "learning_replay"
    __table_args__ = (CheckConstraint(_one_of(REPLAY_STATES), name="state"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    candidate: Mapped[str] = mapped_column(String(64), index=True)
    against: Mapped[str] = mapped_column(String(64))
    days: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    asked_by: Mapped[str] = mapped_column(String(64))
    asked_at: Mapped[datetime] = mapped_column(Moment, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    heard_at: Mapped[datetime | None] = mapped_column(Moment)
    holder: Mapped[str | None] = mapped_column(String(36))
    trouble: Mapped[str] = mapped_column(Text, default="")
    total: Mapped[int]
    done: Mapped[int]
    questions: Mapped[int]
    changed: Mapped[int]
    mended: Mapped[int]
    seconds: Mapped[int]


class LearningChange(Table):
    """A question of a replay; when it is done only those are kept whose reading changes.

    A recorded question is named by its turn (`interaction_id`), whose words are read from the record; `words` are
    those of a golden one, which are the project's own. `kind` is "asked", "golden" or "protected"; `expected` what is
    right, where somebody said so; `harm` names the rule that it breaks (empty: none), `weight` how much.
    """

    __tablename__ = "learning_change"
    __table_args__ = (UniqueConstraint("replay_id", "number"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    replay_id: Mapped[str] = mapped_column(ForeignKey("learning_replay.id", ondelete="CASCADE"))
    number: Mapped[int]
    interaction_id: Mapped[str | None] = mapped_column(String(36), index=True)
    words: Mapped[str | None] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(16))
    askers: Mapped[int]
    expected: Mapped[str | None] = mapped_column(String(130))
    before: Mapped[str | None] = mapped_column(String(130))
    before_margin: Mapped[float | None]
    after: Mapped[str | None] = mapped_column(String(130))
    after_margin: Mapped[float | None]
    harm: Mapped[str] = mapped_column(String(16))
    weight: Mapped[float]
    passed_by: Mapped[str | None] = mapped_column(String(64))
    passed_why: Mapped[str | None] = mapped_column(Text)
    passed_at: Mapped[datetime | None] = mapped_column(Moment)


_CANDIDATE, _SOURCE, _CHANGE = table(LearningCandidate), table(LearningSource), table(LearningChange)
_TURN = table(Interaction)


def _of_turns(held: ColumnElement[str | None]) -> Rows:
    return lambda person: held.in_(select(_TURN.c.id).where(_TURN.c.conversation_id == person.conversation))


# The keyed hash stays: a sentence that went into the data is found by it and taken out.
blanked(_CANDIDATE, lambda person: _CANDIDATE.c.conversation_id == person.conversation, text="", near="")
impersonal(
    *(_CANDIDATE, "id", "label", "digest", "conversation_id", "source", "asked", "state", "proposed_by", "proposed_at"),
    *("decided_by", "decided_at", "reason", "export_id", "exported_by", "exported_at", "version"),
)
deleted(_SOURCE, _of_turns(_SOURCE.c.interaction_id))
deleted(_CHANGE, _of_turns(_CHANGE.c.interaction_id))
impersonal(table(LearningReplay))
