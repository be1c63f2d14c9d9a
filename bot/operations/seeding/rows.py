"""Invented turns as rows of the tables, in the form that both databases take in bulk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from bot.language.search import folded
from bot.operations.seeding import MARK, officers
from bot.operations.seeding.moments import text
from bot.operations.seeding.turn import Turn
from bot.operations.seeding.wording import Lot
from bot.outcomes import ANSWERS
from bot.records.answer_codes import LENGTH, LETTERS, check_letter
from bot.records.answer_receipts import digest
from bot.storage.search_index import number_of

#: Table → columns, in the order in which they are written: what is pointed at comes first.
COLUMNS: dict[str, tuple[str, ...]] = {
    "conversation": ("id", "channel", "citizen", "started_at", "feedback_in"),
    "interaction": (
        *("id", "conversation_id", "channel", "message_id", "accepted_at", "answered_at", "question", "pressed"),
        *("topic", "aspect", "confidence", "replies", "outcome", "as_of", "model_version", "data_version", "author"),
        *("audience", "campaign"),
    ),
    "evidence": (
        *("interaction_id", "position", "figure", "label", "value", "unit", "legal_basis", "effective_from"),
        "effective_to",
    ),
    "answer_receipt": ("code", "interaction_id", "digest"),
    "feedback": ("given_in", "judged", "verdict", "reason", "way", "given_at"),
    "opinion": ("given_in", "kind", "judged", "words", "received_at"),
    "turn_place": ("interaction_id", "province", "commune"),
    "officer_talk": officers.TALK,
    "talk_message": officers.MESSAGE,
    "outbox_message": (
        *("conversation_id", "channel", "origin", "position", "state", "attempts", "created_at", "due_at"),
        *("possible_duplicate", "reason", "channel_message_id", "sent_at", "confirmed_at"),
    ),
}
#: The search index, filled beside: its table of words is SQLite's alone.
INDEX = (
    *("number", "interaction_id", "channel", "topic", "aspect", "outcome", "confidence", "author", "audience"),
    *("campaign", "has_words", "words"),
)
INDEX_WORDS = ("rowid", "words")
#: Milliseconds from 1970 to the beginning of the index's numbers.
SINCE_2020 = -number_of(datetime(1970, 1, 1, tzinfo=UTC))
#: Channels that have no outbox: the page waits for its answer.
_AT_ONCE = "web"
_UNREACHABLE = "the citizen has blocked the account"

Row = tuple[object, ...]


@dataclass(slots=True)
class Batch:
    """Rows by table; `turns` counts interactions."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in COLUMNS})
    #: Of the search index: rows without words, and the words of each question and answer.
    index: list[Row] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)
    #: Verdicts on answers, the latest last.
    verdicts: list[Row] = field(default_factory=list)
    turns: int = 0


@dataclass(slots=True)
class Clerk:
    """Writes turns down as rows. `data_version` is that of texts and figures, `key` binds codes to their answers."""

    data_version: str
    key: bytes
    by: Random
    delivery: Lot[str]
    _filed: int = 0

    def conversation(self, batch: Batch, conversation: str, channel: str, citizen: str, started: int) -> None:
        """A citizen who is new."""
        batch.rows["conversation"].append((conversation, channel, citizen, text(started), None))

    def turn(self, batch: Batch, turn: Turn) -> None:
        """One turn with all that hangs on it."""
        rows, spoken = batch.rows, turn.spoken
        replies = list(_replies(turn))
        whole, accepted, answered = ",".join(replies), text(turn.accepted), text(turn.answered)
        rows["interaction"].append(
            (
                *(turn.id, turn.conversation, turn.channel, f"{MARK}{turn.number}", accepted, answered),
                *(turn.question, int(turn.pressed), turn.topic, turn.aspect, turn.confidence, f"[{whole}]"),
                *(spoken.outcome, turn.as_of, turn.model, self.data_version, turn.author, turn.audience),
                turn.campaign,
            )
        )
        rows["evidence"].extend((turn.id, *source) for source in spoken.sources)
        if spoken.outcome in ANSWERS:
            code = self._code()
            rows["answer_receipt"].append((code, turn.id, digest(self.key, code, turn.id, self._said(turn, whole))))
        if turn.channel != _AT_ONCE:
            rows["outbox_message"].extend(self._messages(turn, len(replies)))
        self._said_of_it(batch, turn, answered)
        if turn.place:
            rows["turn_place"].append((turn.id, *turn.place))
        self._with_officers(rows, turn, answered)
        self._file(batch, turn)
        batch.turns += 1

    @staticmethod
    def _said_of_it(batch: Batch, turn: Turn, moment: str) -> None:
        if said := turn.judged:
            batch.rows["feedback"].append((turn.id, said.answer, said.verdict, said.reason, said.way, moment))
            batch.verdicts.append((said.verdict, said.answer))
        if told := turn.told:
            batch.rows["opinion"].append((turn.id, told.kind, told.judged, told.words, moment))

    @staticmethod
    def _with_officers(rows: dict[str, list[Row]], turn: Turn, moment: str) -> None:
        if turn.opened:
            told = officers.row(turn.opened, turn.conversation)
            rows["officer_talk"].append(tuple(text(one) if isinstance(one, int) else one for one in told))
        if held := turn.held:
            said = (held.id, turn.conversation, turn.id, "officer", held.holder, moment)
            rows["talk_message"].append(said)

    def _file(self, batch: Batch, turn: Turn) -> None:
        # Two turns of one millisecond: the later number moves on, as in `search_index.add`.
        self._filed = max(self._filed + 1, turn.accepted - SINCE_2020)
        batch.index.append(
            (
                *(self._filed, turn.id, turn.channel, turn.topic, turn.aspect, turn.spoken.outcome, turn.confidence),
                *(turn.author, turn.audience, turn.campaign, 1),
            )
        )
        batch.words.append((" ".join(folded(turn.question)), turn.spoken.words))

    def _code(self) -> str:
        chance, letters = self.by.getrandbits(55), []
        for _ in range(LENGTH - 1):
            letters.append(LETTERS[chance & 31])
            chance >>= 5
        code = "".join(letters)
        return code + check_letter(code)

    def _said(self, turn: Turn, replies: str) -> str:
        """As `answer_receipts.canonical`, put together from pieces that are so already."""
        return (
            f'{{"as_of":"{turn.as_of}","evidence":{turn.spoken.evidence},"replies":[{replies}],'
            f'"versions":["{turn.model}","{self.data_version}"]}}'
        )

    def _messages(self, turn: Turn, count: int) -> Iterator[Row]:
        state = self.delivery.draw(self.by)
        left = turn.answered + 150 + int(self.by.random() * 900)
        sent = text(left) if state != "dead" else None
        confirmed = text(left + 400 + int(self.by.random() * 60_000)) if state == "confirmed" else None
        created = text(turn.answered)
        why = _UNREACHABLE if state == "dead" else None
        for position in range(count):
            known = f"{MARK}{turn.number}-{position}" if sent else None
            yield (
                *(turn.conversation, turn.channel, turn.id, position, state, 1, created, created, 0, why, known, sent),
                confirmed,
            )


def _replies(turn: Turn) -> Iterator[str]:
    said: Sequence[object] = (*turn.beside, turn.spoken.reply, *turn.after)
    for place, reply in enumerate(said):
        yield reply.said(f"{MARK}{turn.number:x}.{place}.")  # type: ignore[attr-defined]
