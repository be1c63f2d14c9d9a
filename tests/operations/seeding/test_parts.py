"""The parts of an invented year by themselves: days, moments, words, texts, citizens."""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advice import rumour_files
from bot.advice.adviser import Day
from bot.advice.cases import talking
from bot.advice.cases.case import CASES
from bot.advice.cases.facts import Facts
from bot.clock import VIETNAM
from bot.language.audience import find_audience
from bot.language.search import folded
from bot.language.text import strip_diacritics
from bot.operations.seeding import MARK, moments, officers
from bot.operations.seeding.bulk import FIRST_OF_ANSWER, _vector
from bot.operations.seeding.citizens import Citizens, marked_id
from bot.operations.seeding.others import INCOMES, Others
from bot.operations.seeding.room import Room
from bot.operations.seeding.sightings import Sightings
from bot.operations.seeding.story import Story, Wave
from bot.operations.seeding.subjects import Subject, Subjects
from bot.operations.seeding.talk import Talk
from bot.operations.seeding.texts import Reply, Texts
from bot.operations.seeding.wording import Lot, Wording
from bot.operations.seeding.year import Year
from bot.outcomes import Outcome
from bot.privacy.masking import mask
from bot.records.answer_receipts import canonical
from bot.settings import PROJECT

DATA = PROJECT / "data"
MAY, JULY = date(2026, 5, 12), date(2026, 7, 1)


@pytest.fixture(scope="module")
def story():
    return Story.load(DATA)


@pytest.fixture(scope="module")
def wording(story):
    return Wording.load(DATA / "demo" / "wordings.toml", story.table["registers"], ["Cà Mau", "Huế"])


@pytest.fixture
def room(texts, story):
    made = Room.load(texts, DATA, story, Citizens(story, 1))
    made.texts.turn_to(MAY)
    made.subjects.turn_to(MAY)
    return made


# Moments.


@given(st.integers(0, 4_000_000_000_000))
def test_a_moment_is_written_as_sqlite_keeps_it(millis):
    written = datetime.fromtimestamp(millis // 1000, UTC) + timedelta(milliseconds=millis % 1000)
    assert moments.text(millis) == written.strftime("%Y-%m-%d %H:%M:%S.%f")


@given(st.dates(date(1980, 1, 1), date(2090, 1, 1)))
def test_a_day_begins_at_midnight_in_vietnam(day):
    start = moments.start_of(day)
    assert datetime.fromtimestamp(start, VIETNAM) == datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
    assert moments.local_day(start) == day
    assert moments.local_day(start - 1) == day - timedelta(days=1)


# Ids.


@given(st.integers(0, 2**47), st.integers(0, 2**47), st.integers(0, 2**40), st.integers(0, 2**40))
def test_ids_sort_by_time_and_are_marked(one, other, number, another):
    ids = marked_id(one, number), marked_id(other, another)
    assert all(len(made) == 36 and made.split("-")[2] == "8de0" for made in ids)
    if one != other:
        assert (one < other) == (ids[0] < ids[1])


# The story.


def test_a_wave_rises_to_its_peak_and_falls():
    wave = Wave(date(2026, 9, 1), date(2026, 9, 10), date(2026, 9, 4), 2, 0.5, {})
    heights = [wave.height(date(2026, 8, 31) + timedelta(days=day)) for day in range(12)]
    assert heights[0] == heights[-1] == 0
    assert max(heights) == heights[4] == 1
    assert heights[:5] == sorted(heights[:5])
    assert heights[4:] == sorted(heights[4:], reverse=True)
    assert all(height > 0 for height in heights[1:-1])


def test_a_flat_wave_is_the_same_on_all_its_days():
    wave = Wave(date(2026, 5, 1), date(2026, 5, 31), None, 2, 0.5, {})
    assert {wave.height(date(2026, 5, day)) for day in range(1, 32)} == {1.0}
    assert wave.height(date(2026, 6, 1)) == 0


def test_a_model_answers_from_its_day_on(story):
    assert story.model(date(2026, 1, 1)).name == "demo-1"
    later = [story.model(date(2026, month, 28)) for month in range(1, 13)]
    assert len({one.name for one in later}) == 4
    assert [one.lost for one in later] == sorted((one.lost for one in later), reverse=True)
    assert all(one.name.startswith(MARK) for one in later)


def test_fewer_ask_at_night_on_sundays_and_on_holidays(story):
    def weight(day, hour):
        return story.weight(day, hour, moments.start_of(day) + hour * 3600, 0.5)

    assert weight(date(2026, 3, 10), 9) > 10 * weight(date(2026, 3, 10), 3)
    assert weight(date(2026, 3, 8), 9) < weight(date(2026, 3, 9), 9)
    assert weight(date(2026, 4, 30), 9) < weight(date(2026, 4, 23), 9)
    assert weight(MAY, 9) > 1.5 * weight(date(2026, 3, 10), 9)


def test_the_outage_lasts_some_hours_and_a_rush_follows(story):
    one = story.outages[0]
    assert story.outage(one.begins) is one
    assert story.outage(one.ends) is None
    assert story.outage(one.begins - 1) is None
    assert 2 * 3600 <= one.ends - one.begins <= 8 * 3600
    day = moments.local_day(one.ends)
    calm = story.weight(day, 13, one.rush_until, 0.5)
    assert story.weight(day, 13, one.ends, 0.5) > 1.5 * calm


def test_everything_that_is_named_is_there(story, texts):
    for model in story.models:
        assert 0 < model.lost < model.unsure < 0.3
    assert sum(story.table["channels"].values()) == pytest.approx(1)
    assert sum(story.table["reasons"].values()) == pytest.approx(1)
    assert sum(story.table["delivery"].values()) == pytest.approx(1)
    topics = {answer.topic for answer in texts.answers} - {"dialogue"}
    assert set(story.table["topics"]) == topics


# The year.


@pytest.mark.parametrize(("wanted", "seed"), [(1, 0), (2, 1), (7, 2), (172, 3), (999, 4), (3_000, 5)])
def test_a_year_has_exactly_so_many_turns_in_the_order_of_time(wanted, seed):
    story = Story.load(DATA)
    by = Random(seed)

    class Turn:
        def __init__(self, accepted, number):
            self.accepted, self.number = accepted, number

    def talk(_citizen, moment, number):
        return [Turn(moment + place * 30_000, number + place) for place in range(by.randint(1, 6))]

    first = date(2026, 5, 1)
    year = Year(story, first, first + timedelta(days=2), wanted)
    days, new = [], []
    turns = list(
        year.turns(Random(seed), Citizens(story, 1), talk, lambda one, at: new.append((one.place, at)), days.append)
    )
    assert len(turns) == wanted
    assert [one.accepted for one in turns] == sorted(one.accepted for one in turns)
    assert sorted(one.number for one in turns) == list(range(wanted))
    assert days == [first, date(2026, 5, 2), date(2026, 5, 3)]
    assert [place for place, _ in new] == list(range(len(new)))


# Words.


def test_a_lot_draws_by_weight():
    lot = Lot([("a", 3.0), ("b", 1.0), ("c", 0.0)])
    drawn = Counter(lot.draw(Random(seed)) for seed in range(4_000))
    assert set(drawn) == {"a", "b"}
    assert 2.3 < drawn["a"] / drawn["b"] < 4
    assert lot.things() == ["a", "b", "c"]


def test_every_answer_can_be_asked_for_and_no_gap_stays_open(wording, texts):
    for seed, answer in enumerate(texts.answers):
        for one in range(4):
            question = wording.question(Random(seed * 7 + one), answer)
            assert question
            assert "{" not in question
            assert mask(question).text == question


def test_every_wording_belongs_to_an_answer(texts, wording):
    for key in wording._said:
        topic, _, aspect = key.partition("/")
        assert texts.answers.topic(topic), key
        assert aspect == "*" or texts.answers.find(topic, aspect), key


def test_every_group_is_told_by_its_words(wording, texts):
    answer = texts.answers.find("payment_method", "where_to_pay") or next(iter(texts.answers))
    for group in wording.groups():
        for seed in range(30):
            question = wording.beside(Random(seed), wording.question(Random(seed + 1), answer), group)
            assert find_audience(question) == group, question


def test_what_is_typed_is_never_a_number_of_a_person(wording):
    for seed in range(300):
        words = wording.typed(Random(seed), "tra giúp em số sổ [MA_SO_BHXH_1] đóng 2 triệu được mấy năm")
        assert mask(words).text == words
        assert "[MA_SO_BHXH_1]" in words


def test_registers_differ(wording):
    typed = Counter(wording.typed(Random(seed), "cho em hỏi được hưởng bao nhiêu vậy") for seed in range(500))
    assert any(words.isascii() for words in typed)
    assert any(" bn" in words for words in typed)
    assert any(words.isupper() for words in typed)
    assert "cho em hỏi được hưởng bao nhiêu vậy" in typed


# Texts.


def test_a_text_of_another_day_is_the_advisers(texts):
    said = Texts(texts)
    for day in (MAY, MAY + timedelta(days=9), date(2026, 6, 30), JULY, JULY + timedelta(days=30)):
        said.turn_to(day)
        for answer in list(texts.answers)[::5]:
            if answer.starts:
                continue
            made = said.answer(answer.topic, answer.aspect)
            real = texts.answer(answer.topic, answer.aspect, Day(day, day))
            assert json.loads(made.reply.said("x"))["text"] == real.text, (answer.key, day)
            assert made.words == " ".join(folded(real.text))
            assert made.outcome == real.outcome
            assert len(made.sources) == len(real.evidence)


def test_texts_are_made_anew_where_a_figure_changes(texts):
    said = Texts(texts)
    said.turn_to(JULY - timedelta(days=1))
    before = said.answer("contribution_level", "max_monthly_payment")
    said.turn_to(JULY)
    after = said.answer("contribution_level", "max_monthly_payment")
    assert before.sources != after.sources


def test_a_comparison_is_the_calculators(texts, folder):
    said, others = Texts(texts), Others.load(folder)
    for day in (date(2026, 3, 9), date(2026, 3, 10), date(2026, 8, 1)):
        said.turn_to(day)
        for drawn in others.table["comparisons"]:
            spoken = said.comparison(drawn["told"])
            made = talking.result(texts, CASES["compare"], Facts.of(drawn["told"]), Day(day, day))
            assert json.loads(spoken.reply.said("t"))["text"] == made.text
            assert (spoken.outcome, spoken.topic) == ("answered_calculation", "pension_vs_lump_sum")
            assert spoken.sources


def test_a_sum_is_the_calculators(texts):
    said = Texts(texts)
    said.turn_to(MAY)
    for income in INCOMES.values():
        for group in ("other", "poor", "near_poor", "ethnic"):
            made = said.sum(income, group)
            assert made.outcome == Outcome.ANSWERED_CALCULATION, (income, group)
            assert made.sources


def test_the_pieces_of_an_answer_are_written_as_the_record_writes_them(texts):
    said = Texts(texts)
    said.turn_to(MAY)
    made = said.answer("pension_amount", "estimate_by_payment_level")
    real = texts.answer("pension_amount", "estimate_by_payment_level", Day(MAY, MAY))
    replies = [json.loads(made.reply.said("demo-1.0."))]
    said_ = made.reply.said("demo-1.0.")
    whole = f'{{"as_of":"{MAY}","evidence":{made.evidence},"replies":[{said_}],"versions":["m","d"]}}'
    assert whole == canonical(replies, real.evidence, MAY, ("m", "d"))


def test_the_payloads_of_one_reply_differ():
    reply = Reply.of("Chọn", ["một", "hai", "ba"])
    told = json.loads(reply.said("demo-5."))
    assert [one["payload"] for one in told["buttons"]] == ["demo-5.0", "demo-5.1", "demo-5.2"]
    assert [one["title"] for one in told["buttons"]] == ["một", "hai", "ba"]


def test_a_text_with_quotes_stays_one_text():
    told = json.loads(Reply.of('bấm “Gặp” \\ "x"\n', ['"']).said("t"))
    assert told["text"] == 'bấm “Gặp” \\ "x"\n'


def test_a_vector_has_every_word_and_answers_stand_behind_questions():
    literal = _vector("dong bao nhieu", "dong thap nhat bao nhieu dong")
    assert "'thap'" in literal
    places = [int(place) for part in literal.split() for place in part.rpartition(":")[2].split(",")]
    assert min(places) == 1
    assert max(places) == FIRST_OF_ANSWER + 6


# Subjects and citizens.


def test_a_wave_brings_its_own_questions(story, texts):
    subjects = Subjects(story, texts.answers, rumour_files.load(DATA / "rumours", texts))
    subjects.turn_to(date(2026, 9, 11))
    drawn = [subjects.draw(Random(seed)) for seed in range(2_000)]
    assert 0.3 < sum(one.rumour is not None for one in drawn) / 2_000 < 0.46
    assert all(one.said for one in drawn if one.rumour)
    subjects.turn_to(date(2026, 9, 25))
    assert not any(subjects.draw(Random(seed)).rumour for seed in range(500))


def test_three_near_ones_hold_the_right_one(story, texts):
    subjects = Subjects(story, texts.answers, rumour_files.load(DATA / "rumours", texts))
    answer = texts.answers.find("contribution_level", "min_monthly_payment")
    for seed in range(50):
        near = subjects.near(Random(seed), answer)
        assert answer.aspect in near
        assert len(near) == len(set(near)) <= 3


def test_nobody_talks_twice_at_once(story):
    citizens, by, last = Citizens(story, 1), Random(2), {}
    for number in range(5_000):
        moment = 1_767_200_000_000 + number * 60_000
        one = citizens.come(by, moment, 0.9)
        assert one.is_new == (one.place not in last)
        if not one.is_new:
            assert moment - last[one.place] > 43_200_000
        last[one.place] = moment
        citizens.seen[one.place] = moment
    assert len(citizens) == len(last)
    assert len({citizens.pseudonym(place) for place in range(len(citizens))}) == len(citizens)
    assert all(len(citizens.pseudonym(place)) <= 64 for place in range(20))


# Talks.


def talks(room, count, start=None):
    day = start or moments.start_of(MAY) + 9 * 3600
    for number in range(count):
        citizen = room.citizens.come(Random(number), (day + number) * 1000, 0.5)
        yield Talk(room, Random(number), citizen, (day + number) * 1000, number * 100).run()


def test_every_talk_has_a_turn_and_none_goes_on_for_ever(room):
    lengths = Counter(len(turns) for turns in talks(room, 1_500))
    assert min(lengths) == 1
    assert max(lengths) <= 20
    assert 1.5 < sum(length * count for length, count in lengths.items()) / 1_500 < 6


def test_a_talk_that_begins_before_midnight_has_its_turn(room):
    late = moments.start_of(MAY) + 86_399
    for turns in talks(room, 1, late):
        assert turns
        assert turns[0].as_of == MAY.isoformat()


def test_officers_do_not_answer_at_night(room):
    night = moments.start_of(MAY) + 22 * 3600
    assert not any(turn.author == "officer" for turns in talks(room, 800, night) for turn in turns)
    assert any(turn.author == "officer" for turns in talks(room, 800) for turn in turns)


def test_offices_are_shut_at_weekends():
    others = Others.load(DATA)
    monday = moments.start_of(date(2026, 5, 11))
    assert others.is_open((monday + 9 * 3600) * 1000)
    assert not others.is_open((monday + 6 * 3600) * 1000)
    assert not others.is_open((monday + 17 * 3600) * 1000)
    assert not others.is_open((monday - 86_400 + 9 * 3600) * 1000)


def test_in_an_outage_most_turns_fail(room, story):
    one = story.outages[0]
    day = moments.local_day(one.begins)
    room.texts.turn_to(day)
    outcomes = Counter(turn.spoken.outcome for turns in talks(room, 400, one.begins + 60) for turn in turns)
    assert outcomes[Outcome.ERROR] > 0.5 * outcomes.total()


def test_no_rumour_is_judged_before_its_verdict(room, story):
    for day, outcome in ((date(2026, 9, 11), "unanswered_not_settled"), (date(2026, 9, 12), "answered_rumour")):
        room.texts.turn_to(day)
        room.subjects.turn_to(day)
        start = moments.start_of(day) + 9 * 3600
        told = {
            turn.spoken.outcome
            for turns in talks(room, 600, start)
            for turn in turns
            if turn.aspect in ("unknown_claim", "withdraw_now_or_lose") and not turn.pressed
        }
        assert outcome in told
    assert replace(story.waves[0]).rumour == "withdraw_now_or_lose"


# Places and officers.


def test_a_place_is_read_back_from_what_is_typed(room):
    for seed in range(60):
        words = room.places.beside(Random(seed), "đóng ở đâu")
        province, commune = room.places.read(words)
        assert province in words
        assert commune is None or commune.lower() in words.lower()
        assert room.places.read(strip_diacritics(words)) is not None, words
    assert room.places.read("đóng thấp nhất bao nhiêu") is None


def test_every_commune_is_one_of_its_province(room, wording):
    table, _ = wording.places
    for province, communes in table.items():
        for commune in communes:
            found = room.places.read(f"em ở {commune}, {province}, đóng ở đâu")
            assert found is not None
            assert (found[0], found[1].lower()) == (province, commune.lower())


def test_a_talk_is_an_officers_once_one_has_taken_it():
    held = officers.opened("t-1", 1_000)
    officers.take(Random(1), held)
    for moment in (400_000, 700_000):
        held.reply(moment)
    held.close(Random(1), 700_000)
    told = dict(zip(officers.TALK, officers.row(held, "c-1"), strict=True))
    assert told["holder"] in officers.OFFICERS
    assert (told["first_reply_at"], told["replied_at"], told["heard_at"]) == (400_000, 700_000, 700_000)
    assert 1_000 < told["held_at"] < 400_000 < told["ended_at"]


def test_a_talk_that_nobody_took_has_no_officer():
    held = officers.opened("t-1", 1_000)
    held.close(Random(1), 5_000)
    told = dict(zip(officers.TALK, officers.row(held, "c-1"), strict=True))
    assert {told[name] for name in ("holder", "held_at", "acted_at", "first_reply_at", "replied_at")} == {None}
    assert told["ended_by"] in {"silence", "citizen"}
    assert told["ended_at"] > 5_000


def test_a_claim_without_its_verdict_is_open(story, texts):
    rumours = rumour_files.load(DATA / "rumours", texts)
    late = replace(story, waves=tuple(replace(one, verdict_on=None) for one in story.waves))
    name = story.waves[0].rumour
    for told, state, verdicts in ((story, "published", 1), (late, "open", 0)):
        seen = Sightings(told, rumours)
        subject = Subject(texts.answers.find("misinformation", name))
        for day in (date(2026, 9, 1), date(2026, 9, 8), date(2026, 9, 13)):
            seen.met(subject, day, pressed=False)
            seen.met(subject, day, pressed=True)
        rows = seen.rows("thử")
        assert [row[3] for row in rows["claim"]] == [state]
        assert len(rows["claim_verdict"]) == verdicts
        # Before it ran nobody had heard of it.
        assert [row[1] for row in rows["claim_sighting"]] == ["2026-09-08", "2026-09-13"]
