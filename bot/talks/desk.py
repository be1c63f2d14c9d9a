"""What officers do with talks. Each act is one transaction with its word to the citizen and its line in the audit."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from bot.advice.advice import Advice
from bot.advice.adviser import Adviser, Day
from bot.channels.registry import Channels
from bot.clock import now, today
from bot.console.roles import Role
from bot.console.staff import Staff
from bot.outbox.contacts import Contacts
from bot.outcomes import ANSWERS
from bot.privacy.masking import mask
from bot.records.audit import Audit
from bot.records.record import Said
from bot.storage.database import RowExists
from bot.storage.tables import Conversation
from bot.talks import rows
from bot.talks.speaking import Speech, Spoken
from bot.talks.talk import (
    HeldByAnother,
    NotHeld,
    NothingSaid,
    NumbersInside,
    Reason,
    State,
    Talk,
    UnknownTalk,
    Unreachable,
    WouldBeBilled,
)
from bot.talks.talks import Talks
from bot.talks.windows import Reach, Way, reach

#: Characters of a reply, of a note.
LONGEST_REPLY, LONGEST_NOTE = 2_000, 4_000
#: Who sweeps, in the audit.
MACHINE = "machine"
_CONVERSATION = Conversation.metadata.tables[Conversation.__tablename__]

Act = Callable[[Connection, Talk], Spoken | None]


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply as it was typed. `key` tells a form that was sent twice; `canned` is the topic and aspect of the approved
    text it began with; the others say that the officer was warned and sends it all the same."""

    text: str
    key: str
    canned: tuple[str, str] | None = None
    with_numbers: bool = False
    billed: bool = False


class TalkDesk:
    """Raises TalkRefused with what is in the way, DatabaseUnavailable."""

    def __init__(self, talks: Talks, channels: Channels, contacts: Contacts, adviser: Adviser, audit: Audit):
        self._talks, self._channels, self._contacts = talks, channels, contacts
        self._adviser, self._audit = adviser, audit

    def open(self, staff: Staff, conversation_id: str) -> str:
        """Take a conversation that nobody asked an officer for; gives the talk, which is held then.

        Raises UnknownTalk where there is no such conversation, HeldByAnother.
        """

        def begin(connection: Connection) -> str:
            known = select(_CONVERSATION.c.id).where(_CONVERSATION.c.id == conversation_id)
            if connection.scalar(known) is None:
                raise UnknownTalk("no such conversation")
            rows.lock(connection, conversation_id)
            talk = rows.open_talk(connection, conversation_id)
            return (talk or rows.opened(connection, conversation_id, Reason.CHOSEN, now())).id

        talk_id = self._talks.database.together(begin)
        self.claim(staff, talk_id)
        return talk_id

    def claim(self, staff: Staff, talk_id: str) -> None:
        """Hold a talk that waits. Raises HeldByAnother where a colleague was quicker, NotHeld where it has ended."""

        def act(connection: Connection, talk: Talk) -> Spoken | None:
            if talk.is_held and talk.holder != staff.name:
                raise HeldByAnother(talk.holder or "")
            if talk.state is State.ENDED:
                raise NotHeld(talk.state)
            return None if talk.is_held else self._given(connection, talk, staff, "held")

        self._do(staff.name, "talk.claim", talk_id, act)

    def assign(self, staff: Staff, talk_id: str, to: Staff, why: str = "") -> None:
        """Give a talk to a colleague: the holder does so, or a manager."""

        def act(connection: Connection, talk: Talk) -> Spoken | None:
            if talk.state is State.ENDED:
                raise NotHeld(talk.state)
            if not staff.is_any(frozenset({Role.MANAGER})):
                _check_holder(talk, staff)
            if talk.holder == to.name:
                return None
            return self._given(connection, talk, to, "moved" if talk.is_held else "held")

        self._do(staff.name, "talk.assign", talk_id, act, f"{to.name}: {why}" if why else to.name)

    def take_over(self, staff: Staff, talk_id: str, why: str) -> None:
        """A manager takes what a colleague holds; `why` goes into the audit. Raises NothingSaid without a reason."""
        if not why:
            raise NothingSaid("a reason is needed")

        def act(connection: Connection, talk: Talk) -> Spoken | None:
            if talk.state is State.ENDED:
                raise NotHeld(talk.state)
            if talk.holder == staff.name:
                return None
            return self._given(connection, talk, staff, "moved" if talk.is_held else "held")

        self._do(staff.name, "talk.take_over", talk_id, act, why)

    def hand_back(self, staff: Staff, talk_id: str) -> None:
        """The machine answers again, and says so. Only the holder does."""

        def act(connection: Connection, talk: Talk) -> Spoken | None:
            _check_holder(talk, staff)
            return self._ended(connection, talk, "officer")

        self._do(staff.name, "talk.hand_back", talk_id, act)

    def note(self, staff: Staff, talk_id: str, text: str) -> None:
        """Write a note for colleagues; numbers of persons are masked in it. Raises NothingSaid."""
        written = text.strip()
        if not written or len(written) > LONGEST_NOTE:
            raise NothingSaid("empty, or too long")
        masked = mask(written).text

        def act(connection: Connection, talk: Talk) -> None:
            row = {"id": str(uuid.uuid4()), "talk_id": talk.id, "author": staff.name, "written_at": now()}
            connection.execute(insert(rows.NOTE), row | {"text": masked})
            if talk.holder == staff.name:
                rows.change(connection, talk, acted_at=now())

        self._do(staff.name, "talk.note", talk_id, act)

    def reply(self, staff: Staff, talk_id: str, draft: Draft) -> None:
        """Say something to the citizen. The same form sent twice is said once.

        Raises NothingSaid, NumbersInside, WouldBeBilled, Unreachable, HeldByAnother, NotHeld.
        """
        text = draft.text.replace("\r\n", "\n").strip()
        if not text or len(text) > LONGEST_REPLY:
            raise NothingSaid("empty, or too long")
        said = self._canned(draft, text)
        found = () if said else mask(text, allowed=[self._adviser.phrases.hotline]).found
        if found and not draft.with_numbers:
            raise NumbersInside(tuple(dict.fromkeys(one.strip("[]").rpartition("_")[0] for one in found)))

        def act(connection: Connection, talk: Talk) -> Spoken:
            _check_holder(talk, staff)
            self._check_way(connection, talk, billed=draft.billed)
            moment = now()
            rows.change(
                connection,
                talk,
                acted_at=moment,
                replied_at=moment,
                first_reply_at=talk.first_reply_at or moment,
            )
            words = self._talks.words
            shown = words.said_by(staff.full_name, text)
            speech = Speech(text, words("mark_officer"), "officer", staff.name, shown, said, draft.key or None)
            return self._talks.speaking.say(connection, talk, speech)

        try:
            self._do(staff.name, "talk.reply", talk_id, act)
        except RowExists:
            # The same form came twice: the first one counts.
            return

    def approved(self, topic: str, aspect: str) -> Advice | None:
        """The approved text of today with its figures; None where there is none that may be said."""
        found = self._adviser.answers.find(topic, aspect)
        if found is None or found.starts:
            return None
        day = today()
        advice = self._adviser.answer(topic, aspect, Day(day, day))
        return advice if advice.outcome in ANSWERS else None

    def reach(self, connection: Connection, conversation_id: str) -> Reach:
        """Whether and how the citizen can be written to now."""
        known = self._contacts.within(connection, conversation_id)
        return reach(self._channels.get(known.channel) if known else None, known, now())

    def sweep(self) -> int:
        """Bring talks of officers who have gone back to the queue, end those that are silent, forget sealed words;
        gives how many talks were changed."""
        moment, rules = now(), self._talks.rules
        self._talks.page.forget(moment)
        with self._talks.database.looking() as connection:
            held = [
                rows.talk_of(row)
                for row in connection.execute(select(rows.TALK).where(rows.TALK.c.state == State.HELD.value))
            ]
        quiet = [talk for talk in held if _last(talk) < moment - rules.quiet]
        away = [talk for talk in held if _awaits(talk) and _last(talk) < moment - rules.idle and talk not in quiet]
        for talk in quiet:
            self._do(MACHINE, "talk.end_silent", talk.id, self._swept(moment, ends=True))
        for talk in away:
            self._do(MACHINE, "talk.requeue", talk.id, self._swept(moment, ends=False), talk.holder or "")
        return len(quiet) + len(away)

    def _swept(self, moment: datetime, *, ends: bool) -> Act:
        """The act on a talk that was found so a moment ago: what has changed meanwhile stays as it is."""
        rules = self._talks.rules

        def act(connection: Connection, talk: Talk) -> Spoken | None:
            if not talk.is_held or _last(talk) >= moment - (rules.quiet if ends else rules.idle):
                return None
            if ends:
                return self._ended(connection, talk, "silence")
            rows.change(connection, talk, state=State.WAITING.value, holder=None, held_at=None)
            self._talks.release(connection, talk.conversation_id)
            return self._say(connection, talk, "away")

        return act

    def _given(self, connection: Connection, talk: Talk, to: Staff, word: str) -> Spoken:
        moment = now()
        rows.change(connection, talk, state=State.HELD.value, holder=to.name, held_at=moment, acted_at=moment)
        return self._say(connection, talk, word, officer=self._talks.words.officer(to.full_name))

    def _ended(self, connection: Connection, talk: Talk, by: str) -> Spoken:
        spoken = self._say(connection, talk, "back")
        self._talks.end(connection, talk, by)
        return spoken

    def _say(self, connection: Connection, talk: Talk, word: str, **gaps: object) -> Spoken:
        words = self._talks.words
        speech = Speech(words(word, **gaps), words(f"mark_{word}"))
        return self._talks.speaking.say(connection, talk, speech)

    def _canned(self, draft: Draft, text: str) -> Said | None:
        """Topic and evidence of the approved text, where it is sent as it stands today."""
        advice = self.approved(*draft.canned) if draft.canned else None
        if advice is None or advice.text.strip() != text:
            return None
        return Said(advice.outcome, [], advice.topic, advice.aspect, None, advice.evidence)

    def _check_way(self, connection: Connection, talk: Talk, *, billed: bool) -> None:
        found = self.reach(connection, talk.conversation_id)
        if found.is_refused:
            raise Unreachable(found.way.value)
        if found.way is Way.BILLED and not billed:
            raise WouldBeBilled("the channel bills this message")

    def _do(self, who: str, what: str, talk_id: str, act: Act, why: str = "") -> None:
        spoken: list[Spoken] = []

        def job(connection: Connection) -> None:
            # The transaction may be done twice.
            spoken.clear()
            said = act(connection, rows.locked(connection, talk_id))
            spoken.extend([said] if said else [])

        def last(connection: Connection) -> None:
            for one in spoken:
                self._talks.speaking.chained(connection, one)
            self._audit(connection, who, what, f"talk/{talk_id}", why)

        self._talks.database.together(job, last)


def _check_holder(talk: Talk, staff: Staff) -> None:
    if not talk.is_held:
        raise NotHeld(talk.state)
    if talk.holder != staff.name:
        raise HeldByAnother(talk.holder or "")


def _last(talk: Talk) -> datetime:
    """When anybody last did something in it."""
    return max(moment for moment in (talk.heard_at, talk.acted_at, talk.held_at) if moment)


def _awaits(talk: Talk) -> bool:
    """Whether the citizen waits for the officer's word, and not the other way round."""
    return talk.replied_at is None or talk.heard_at > talk.replied_at
