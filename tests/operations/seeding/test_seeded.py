"""What an invented year holds: as many rows as were wanted, all marked, true to the record's own rules."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.advice import rumour_files
from bot.advice.adviser import Day
from bot.clock import VIETNAM, today
from bot.language.audience import find_audience
from bot.language.province import Provinces
from bot.language.righted import righted
from bot.operations.seeding import MARK
from bot.operations.seeding.sightings import claim_id
from bot.outcomes import ANSWERS, Outcome
from bot.places import communes
from bot.privacy.masking import mask
from bot.records import feedback
from bot.records.answer_codes import read
from bot.records.answer_receipts import BESIDE, AnswerReceipts
from bot.records.audience import Audiences
from bot.records.campaigns import Campaigns
from bot.records.measures import shares
from bot.settings import PROJECT
from bot.storage import search_index
from bot.storage.claim_tables import Claim, ClaimSighting, ClaimVerdict
from bot.storage.feedback_tables import AnswerReceipt, Feedback, Opinion
from bot.storage.queue_tables import OutboxMessage
from bot.storage.search_tables import SearchTurn
from bot.storage.statistics_tables import TurnPlace
from bot.storage.tables import Conversation, EvidenceUsed, Interaction
from bot.storage.talk_tables import OfficerTalk, TalkMessage
from tests.operations.seeding.conftest import KEY, MANY

YESTERDAY = min(date(2026, 12, 31), today() - timedelta(days=1))
CHANGED = date(2026, 7, 1)
MAX_INCOME = ("contribution_level", "max_monthly_payment")


@pytest.fixture(scope="module")
def rows(seeded):
    """All rows of a table, or those that meet conditions; nobody changes them."""
    known = {}

    def found(table, *where):
        if not where and table in known:
            return known[table]
        with seeded.reading() as session:
            read_ = session.scalars(select(table).where(*where)).all()
        return known.setdefault(table, read_) if not where else read_

    return found


def counted(rows, name):
    return Counter(getattr(row, name) for row in rows)


def test_there_are_exactly_as_many_as_were_wanted(rows):
    turns = rows(Interaction)
    assert len(turns) == MANY
    assert len({(turn.conversation_id, turn.message_id) for turn in turns}) == MANY
    assert all(turn.answered_at and turn.outcome for turn in turns)


def test_every_row_says_that_it_was_invented(rows):
    assert all(one.citizen.startswith(MARK) for one in rows(Conversation))
    for turn in rows(Interaction):
        assert turn.model_version.startswith(MARK)
        assert turn.message_id.startswith(MARK)
        assert turn.id.split("-")[2] == turn.conversation_id.split("-")[2] == "8de0"


def test_the_year_goes_from_new_year_to_yesterday(rows):
    days = {turn.as_of for turn in rows(Interaction)}
    assert min(days) <= date(2026, 1, 3)
    assert YESTERDAY - timedelta(days=3) <= max(days) <= YESTERDAY


def test_the_day_of_an_answer_is_that_of_vietnam(rows):
    for turn in rows(Interaction):
        assert turn.as_of == turn.accepted_at.astimezone(VIETNAM).date()
        assert turn.answered_at > turn.accepted_at


def test_turns_of_a_talk_follow_each_other(rows):
    last: dict[str, Interaction] = {}
    for turn in sorted(rows(Interaction), key=lambda one: (one.accepted_at, one.id)):
        before = last.get(turn.conversation_id)
        assert before is None or before.answered_at <= turn.accepted_at
        last[turn.conversation_id] = turn


def test_a_conversation_knows_its_first_and_its_last_turn(rows):
    first, last = {}, {}
    for turn in sorted(rows(Interaction), key=lambda one: one.accepted_at):
        first.setdefault(turn.conversation_id, turn.accepted_at)
        last[turn.conversation_id] = turn.answered_at
    for one in rows(Conversation):
        assert one.started_at == first[one.id]
        # The very last talk may have been cut, so that the count is exact.
        assert one.seen_at >= last[one.id]


def test_both_choices_are_compared_in_some_talks(rows):
    compared = [turn for turn in rows(Interaction) if turn.topic == "pension_vs_lump_sum"]
    assert any(turn.outcome == "answered_calculation" for turn in compared)


def test_every_outcome_is_there_and_answers_are_most(rows):
    shares_ = counted(rows(Interaction), "outcome")
    assert set(shares_) <= set(Outcome)
    assert {"answered", "answered_calculation", "answered_rumour", "suggested", "handed_over"} <= set(shares_)
    assert {"unanswered_not_understood", "unanswered_out_of_scope", "small_talk", "with_officer"} <= set(shares_)
    assert 0.5 < sum(shares_[one] for one in ANSWERS) / MANY < 0.8
    assert shares_["suggested"] > shares_["unanswered_not_understood"] > shares_["error"]


def test_texts_are_masked(rows):
    for turn in rows(Interaction):
        assert mask(turn.question).text == turn.question
    for one in rows(Opinion):
        assert mask(one.words).text == one.words


def test_confidence_tells_the_outcomes_apart(rows):
    by = {}
    for turn in rows(Interaction, Interaction.pressed.is_(False), Interaction.confidence.is_not(None)):
        by.setdefault(turn.outcome, []).append(turn.confidence)
    mean = {outcome: sum(values) / len(values) for outcome, values in by.items()}
    assert mean["answered"] > 0.75 > mean["suggested"] > 0.3 > mean["unanswered_not_understood"]
    assert all(0 <= one <= 1 for values in by.values() for one in values)


def test_an_answer_is_the_advisers_own_of_its_day(rows, texts):
    asked = rows(Interaction, Interaction.outcome.in_(sorted(ANSWERS)), Interaction.aspect.is_not(None))
    compared = 0
    for turn in asked[::7]:
        if turn.outcome == Outcome.ANSWERED_CALCULATION:
            continue
        said = [reply for reply in turn.replies if BESIDE not in reply]
        ours = [texts.answer(turn.topic, aspect, Day(turn.as_of, turn.as_of)) for aspect in spoken_as(turn.aspect)]
        match = next((one for one in ours if one.text == said[0]["text"]), None)
        assert match, (turn.topic, turn.aspect, turn.as_of)
        assert [one["title"] for one in said[0]["buttons"]] == [one.title for one in match.buttons]
        compared += 1
    assert compared > 300


def spoken_as(aspect):
    """A pressed button may have asked for more of an answer, or for an example."""
    return aspect, f"{aspect}__more", f"{aspect}__example"


def test_a_figure_is_that_of_the_day_before_and_after_it_changed(rows, texts):
    seen = Counter()
    for turn in rows(Interaction, Interaction.topic == MAX_INCOME[0], Interaction.aspect == MAX_INCOME[1]):
        # An example is set on a day of its own.
        if turn.outcome != Outcome.ANSWERED or "hiện nay" not in turn.replies[0]["text"]:
            continue
        used = rows(EvidenceUsed, EvidenceUsed.interaction_id == turn.id)
        for key in ("reference_level", "max_income"):
            now_ = texts.policy.figure(key, turn.as_of)
            stated = [one for one in used if one.figure == key]
            # Beside the figure of the day an answer may name the one that comes, or the one that was.
            told = [(one.value, one.effective_from) for one in stated]
            assert (now_.value, now_.effective_from) in told, (turn.as_of, key, told)
        reference = next(one.value for one in used if one.figure == "reference_level")
        seen[turn.as_of >= CHANGED, reference] += 1
    assert {is_after for is_after, _ in seen} == {False, True}
    assert len(seen) == 2, seen


def test_more_ask_about_the_figures_when_they_change(rows):
    def share(first, last):
        turns = rows(Interaction, Interaction.as_of >= first, Interaction.as_of <= last, Interaction.topic.is_not(None))
        return sum((turn.topic, turn.aspect) == MAX_INCOME for turn in turns) / len(turns)

    assert share(date(2026, 6, 24), date(2026, 7, 8)) > 2 * share(date(2026, 2, 1), date(2026, 4, 30))


def test_may_is_the_month_of_the_campaign(rows):
    turns = rows(Interaction)
    months = Counter(turn.as_of.month for turn in turns)
    assert months[5] == max(months.values())
    assert months[5] > 1.4 * months[4]
    campaigns = Campaigns.load(PROJECT / "data" / "offices" / "campaigns.toml")
    for turn in turns:
        assert turn.campaign in (campaigns.on(turn.as_of), "may_month", "to-roi-cho-phien")
    assert {"ordinary", "may_month", "to-roi-cho-phien"} == {turn.campaign for turn in turns}


def test_people_ask_by_day_and_on_working_days(rows):
    moments = [turn.accepted_at.astimezone(VIETNAM) for turn in rows(Interaction)]
    hours = Counter(moment.hour for moment in moments)
    assert sum(hours[hour] for hour in range(8, 11)) > 8 * sum(hours[hour] for hour in range(1, 4))
    days = Counter(moment.weekday() for moment in moments)
    assert max(days[5], days[6]) < min(days[day] for day in range(5))


def test_the_rumour_rises_and_falls_within_two_weeks(rows):
    seen = [one for one in rows(ClaimSighting) if one.claim == claim_id("withdraw_now_or_lose")]
    days = {one.day: one.count for one in seen if one.way == "asked"}
    assert min(days) >= date(2026, 9, 7)
    top = max(days, key=days.__getitem__)
    assert date(2026, 9, 8) < top < date(2026, 9, 18)
    wave = sum(count for day, count in days.items() if day <= date(2026, 9, 20))
    assert wave > 0.7 * sum(days.values())
    assert all(one.count <= days[one.day] for one in seen if one.way == "reported")


def test_the_rumour_was_a_claim_until_its_verdict(rows):
    (claim,) = rows(Claim)
    (verdict,) = rows(ClaimVerdict)
    assert (claim.id, claim.state, claim.version) == (claim_id("withdraw_now_or_lose"), "published", 1)
    assert claim.verdict_on == date(2026, 9, 12) == verdict.published_at.astimezone(VIETNAM).date()
    assert claim.opened_on == min(one.day for one in rows(ClaimSighting) if one.claim == claim.id)
    assert verdict.proposed_by != verdict.published_by
    assert verdict.published_by.startswith(MARK)


def test_other_rumours_are_counted_under_their_names(rows, texts):
    known = {one.name for one in rumour_files.load(PROJECT / "data" / "rumours", texts)}
    names = {one.claim for one in rows(ClaimSighting)} - {claim_id("withdraw_now_or_lose")}
    assert len(names) > 5
    assert names < known
    assert "withdraw_now_or_lose" not in names


def test_who_asks_for_a_person_opens_a_talk_that_an_officer_may_take(rows):
    asked = {turn.id: turn for turn in rows(Interaction, Interaction.outcome == Outcome.HANDED_OVER)}
    talks = rows(OfficerTalk)
    assert {one.id for one in talks} <= set(asked)
    assert 0.2 < sum(one.first_reply_at is not None for one in talks) / len(talks) < 0.8
    for one in talks:
        turn = asked[one.id]
        assert (one.conversation_id, one.opened_at, one.state) == (turn.conversation_id, turn.answered_at, "ended")
        assert one.ended_at > one.heard_at >= one.opened_at
        assert (one.holder is None) == (one.held_at is None) == (one.first_reply_at is None)
        if one.holder:
            assert one.holder.startswith(MARK)
            assert one.opened_at <= one.held_at <= one.first_reply_at <= one.replied_at < one.ended_at
    waits = sorted((one.first_reply_at - one.opened_at).total_seconds() for one in talks if one.first_reply_at)
    assert 60 < waits[len(waits) // 2] < 1_200


def test_what_officers_wrote_is_theirs(rows):
    written = {turn.id: turn for turn in rows(Interaction, Interaction.author == "officer")}
    talks = {one.id: one for one in rows(OfficerTalk)}
    messages = rows(TalkMessage)
    assert {one.interaction_id for one in messages} == set(written)
    for one in messages:
        assert (one.author, one.officer) == ("officer", talks[one.talk_id].holder)
        assert one.said_at == written[one.interaction_id].answered_at


def test_places_are_those_that_the_app_reads(rows):
    provinces = Provinces.load(PROJECT / "data" / "offices" / "provinces.toml", communes())
    turns = {turn.id: turn for turn in rows(Interaction)}
    told = {one.interaction_id: (one.province, one.commune) for one in rows(TurnPlace)}
    for one, place in told.items():
        province, commune = provinces.place(righted(turns[one].question))
        assert (province.name, commune and commune.name) == place
        assert not turns[one].pressed
    assert 0.01 * MANY < len(told) < 0.1 * MANY
    assert len({province for province, _ in told.values()}) > 5
    by_commune = Counter(place for place in told.values() if place[1])
    assert 0 < min(by_commune.values()) < 5 < max(by_commune.values())
    others = [turn for turn in turns.values() if turn.id not in told and not turn.pressed][::40]
    missed = [turn.question for turn in others if provinces.place(righted(turn.question))]
    assert len(missed) < 0.03 * len(others), missed


def test_nothing_waits_to_be_counted_but_the_days_themselves(seeded):
    with seeded.looking() as connection:
        for name in ("statistics_due", "statistics_state"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() == 0  # noqa: S608


def test_some_say_more_often_than_others_who_they_are(rows):
    groups = counted([turn for turn in rows(Interaction) if turn.audience], "audience")
    assert groups["farm_household"] == max(groups.values()) > 3 * groups["official"]


def test_nothing_is_said_of_the_rumour_before_its_verdict(rows):
    aspect = Interaction.aspect.in_(["withdraw_now_or_lose", "unknown_claim"])
    wave = Interaction.as_of.between(date(2026, 9, 7), date(2026, 9, 20))
    turns = rows(Interaction, aspect, wave, Interaction.pressed.is_(False), Interaction.confidence.is_not(None))
    before = {turn.outcome for turn in turns if turn.as_of < date(2026, 9, 12)}
    after = {turn.outcome for turn in turns if turn.as_of >= date(2026, 9, 12)}
    assert before - {"suggested"} <= {"unanswered_not_settled", "answered_rumour"}
    assert "unanswered_not_settled" in before
    assert after == {"answered_rumour"}


def test_citizens_come_back_some_of_them_often(rows):
    talks = counted(rows(Interaction), "conversation_id")
    assert len(talks) == len(rows(Conversation))
    assert max(talks.values()) > 4 * MANY / len(talks)


def test_channels_groups_models(rows):
    turns = rows(Interaction)
    channels = counted(turns, "channel")
    assert channels["zalo"] > channels["web"] > channels["telegram"] > 0
    assert len(counted(turns, "model_version")) == 4
    groups = Audiences.load(PROJECT / "data" / "offices" / "audience.toml")
    told = [turn for turn in turns if turn.audience]
    assert len({turn.audience for turn in told}) > 6
    assert all(turn.audience in groups for turn in told)
    kept = {one.id: one.audience for one in rows(Conversation)}
    assert all(kept[turn.conversation_id] for turn in told)


def test_a_group_is_one_that_the_words_tell(rows):
    for turn in rows(Interaction, Interaction.audience.is_not(None)):
        assert find_audience(turn.question) == turn.audience, turn.question


def test_feedback_is_about_answers_and_not_all_give_it(rows):
    turns = {turn.id: turn for turn in rows(Interaction)}
    given = rows(Feedback)
    for one in given:
        answer, said = turns[one.judged], turns[one.given_in]
        assert answer.outcome in ANSWERS
        assert answer.conversation_id == said.conversation_id
        assert said.outcome == Outcome.FEEDBACK_RECEIVED
        assert one.reason is None or one.verdict == "bad"
        assert one.given_at > answer.answered_at
    asked = [turn for turn in turns.values() if any(reply.get(BESIDE) == "feedback" for reply in turn.replies)]
    assert 0.05 < len({one.judged for one in given}) / len(asked) < 0.3
    assert counted(given, "verdict")["good"] > counted(given, "verdict")["bad"]
    assert {one.reason for one in given} - {None} <= set(feedback.REASONS)
    assert {"button", "words"} == {one.way for one in given}


def test_talks_begin_with_the_notice_where_no_page_shows_it(rows):
    first = {}
    for turn in sorted(rows(Interaction), key=lambda one: (one.accepted_at, one.id)):
        first.setdefault(turn.conversation_id, turn)
    for turn in first.values():
        noticed = [reply for reply in turn.replies if reply.get(BESIDE) == "notice"]
        assert bool(noticed) == (turn.channel != "web")
    for one in rows(Conversation):
        assert bool(one.notice_at) == bool(one.notice_version) == (one.channel != "web")


def test_an_officers_answer_is_an_officers(rows):
    written = rows(Interaction, Interaction.author == "officer")
    assert written
    assert {turn.outcome for turn in written} == {"with_officer"}
    for turn in written:
        local = turn.accepted_at.astimezone(VIETNAM)
        assert local.weekday() < 6
        assert 7 <= local.hour < 19


def test_every_answer_has_a_receipt_that_is_unaltered(seeded, rows):
    answers = {turn.id for turn in rows(Interaction, Interaction.outcome.in_(sorted(ANSWERS)))}
    receipts = rows(AnswerReceipt)
    assert {one.interaction_id for one in receipts} == answers
    assert all(read(one.code) == one.code for one in receipts)
    room = AnswerReceipts(seeded, KEY)
    with seeded.looking() as connection:
        for one in receipts[::23]:
            assert room.is_unaltered(connection, one.interaction_id), one.interaction_id
    found = room.find(receipts[0].code)
    assert found is not None
    assert found.is_unaltered


def test_messages_of_channels_have_been_delivered_or_not(rows):
    messages = rows(OutboxMessage)
    states = counted(messages, "state")
    assert set(states) == {"sent", "confirmed", "dead"}
    assert states["confirmed"] > states["sent"] > states["dead"]
    turns = {turn.id: turn for turn in rows(Interaction)}
    counts = counted(messages, "origin")
    for turn in turns.values():
        assert counts.get(turn.id, 0) == (0 if turn.channel == "web" else len(turn.replies))
    for one in messages:
        assert one.sealed is None
        assert (one.state == "dead") == (one.sent_at is None) == (one.reason is not None)
        assert (one.state == "confirmed") == (one.confirmed_at is not None)


def test_the_outage_is_one_of_errors(rows):
    failed = rows(Interaction, Interaction.outcome == Outcome.ERROR)
    assert {turn.as_of for turn in failed} <= {date(2026, 8, 19)}


def test_the_shares_of_the_record_are_those_of_a_used_one(seeded):
    with seeded.reading() as session:
        row = session.execute(shares()).one()
    assert row.counted > 0.8 * MANY
    assert 0.1 < row.two_way / row.counted < 0.6
    assert row.evidence_based / row.substantive > 0.8


def test_the_search_index_holds_every_turn(seeded, rows):
    filed = {one.interaction_id: one for one in rows(SearchTurn)}
    turns = rows(Interaction)
    assert set(filed) == {turn.id for turn in turns}
    for turn in turns:
        one = filed[turn.id]
        kept = ("channel", "topic", "aspect", "outcome", "author", "audience", "campaign")
        assert all(getattr(one, name) == getattr(turn, name) for name in kept)
        assert 0 <= one.number - search_index.number_of(turn.accepted_at) < 100
    with seeded.looking() as connection:
        assert not search_index.is_behind(connection)


def test_the_index_knows_what_was_said_last_of_an_answer(seeded, rows):
    last = {}
    for one in sorted(rows(Feedback), key=lambda one: (one.given_at, one.given_in)):
        last[one.judged] = one.verdict
    filed = {one.interaction_id: one.verdict for one in rows(SearchTurn, SearchTurn.verdict.is_not(None))}
    assert filed == last


def test_evidence_stands_in_its_order(seeded):
    gaps = (
        select(func.count())
        .select_from(EvidenceUsed)
        .group_by(EvidenceUsed.interaction_id)
        .having(func.max(EvidenceUsed.position) != func.count() - 1)
    )
    with seeded.looking() as connection:
        assert connection.execute(gaps).all() == []
