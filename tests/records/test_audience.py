"""Audience group, campaign and author on record: the closed lists, the last told wins, history by interaction."""

import asyncio
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.message import InboundMessage
from bot.language.audience_words import DEEDS, NAMES
from bot.outcomes import Outcome
from bot.records.audience import Audiences
from bot.records.campaigns import Campaigns
from bot.records.record import Said
from bot.settings import PROJECT
from tests.records.two_way_talk import Talk

OFFICES = PROJECT / "data" / "offices"
EIGHT = {
    "farm_household", "craft_village", "trader", "contracted_land", "seasonal", "self_employed", "paused_compulsory",
    "due_member",
}  # fmt: skip
OTHERS = {"worker", "student", "collaborator", "official", "ethnic_minority"}
LIST = '[ordinary]\nlabel = "thường xuyên"\n'


@pytest.fixture(scope="module")
def campaigns() -> Campaigns:
    return Campaigns.load(OFFICES / "campaigns.toml")


@pytest.fixture
def talk(one_house) -> Talk:
    return Talk(one_house)


def test_the_list_is_closed_and_every_word_leads_into_it():
    groups = Audiences.load(OFFICES / "audience.toml")
    assert {one.code for one in groups} == EIGHT | OTHERS
    assert {*NAMES, *DEEDS, "paused_compulsory", "due_member"} == EIGHT | OTHERS
    assert all(one.label and len(one.code) <= 32 for one in groups)
    assert "unknown" not in groups
    assert groups.label("student") == "Sinh viên, học sinh"
    with pytest.raises(KeyError):
        groups.label("unknown")


def test_the_last_told_wins_and_each_turn_keeps_its_own(talk):
    for text in ("toi lam nong", "đóng thấp nhất bao nhiêu", "giờ tôi bán cá ở chợ", "mẹ tôi là sinh viên"):
        talk.says(text)
    assert [turn.audience for turn in talk.turns()] == ["farm_household", None, "trader", None]
    assert talk.state().audience == "trader"


def test_nobody_is_put_into_a_group_unasked(talk):
    talk.says("nông dân đóng bao nhiêu")
    assert (talk.state().audience, talk.turns()[0].audience) == (None, None)


def test_what_a_report_says_is_not_looked_at(talk):
    def withheld(turn):
        talk.house.interactions.withhold(turn.interaction_id, talk.house.adviser.phrases("report.withheld"))
        return Said(Outcome.COLLECTING, [{"text": "khi nào?", "buttons": [], "image": None}], "fraud_report")

    talk.engine._answer = withheld
    talk.says("tôi là sinh viên, bị lừa tiền")
    assert (talk.turns()[0].audience, talk.state().audience) == (None, None)


def test_a_button_tells_nothing_of_who_presses_it(talk):
    talk.asks("eligibility", "student")
    assert talk.state().audience is None


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_may_is_the_month_of_the_campaign_in_every_year(campaigns, day):
    assert campaigns.on(day) == ("may_month" if day.month == 5 else "ordinary")


def test_links_name_campaigns(campaigns):
    assert campaigns.linked("thang5") == "may_month"
    assert campaigns.linked("Thang-5") == "may_month"
    assert campaigns.linked("hoi-cho-2026") == "hoi-cho-2026"
    assert campaigns.linked(None) is None
    assert campaigns.linked("hai từ") is None
    assert campaigns.linked("x" * 65) is None
    assert campaigns.label("may_month").startswith("Tháng vận động")
    assert campaigns.label("hoi-cho-2026") == "hoi-cho-2026"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "ordinary"),
        ('[may]\nlabel="x"\nfrom="05-01"\nto="05-31"\n', "ordinary"),
        (LIST + '[may]\nlabel="x"\nfrom="05-01"\n', "go together"),
        (LIST + '[may]\nlabel="x"\nlinks=["a b"]\n', "links"),
        (LIST + '[trial]\nlabel="x"\nis_test="yes"\n', "is_test"),
        (LIST + '[trial]\nlabel="x"\nis_test=true\nfrom="05-01"\nto="05-31"\n', "begins with its link"),
        (LIST + "is_test=true\n", "no trial"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused(tmp_path, text, reason):
    path = tmp_path / "campaigns.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=reason):
        Campaigns.load(path)


def test_a_campaign_may_run_over_the_turn_of_a_year_or_on_days_of_one(tmp_path):
    path = tmp_path / "campaigns.toml"
    winter = '[winter]\nlabel="x"\nfrom="12-20"\nto="02-10"\n'
    fair = '[fair]\nlabel="x"\nfrom="2026-03-01"\nto="2026-03-05"\n'
    path.write_text(LIST + winter + fair, "utf-8")
    found = Campaigns.load(path)
    days = [date(2026, 12, 31), date(2027, 2, 10), date(2027, 2, 11), date(2026, 3, 5), date(2027, 3, 5)]
    assert [found.on(day) for day in days] == ["winter", "winter", "ordinary", "fair", "ordinary"]


def test_trials_are_named_by_their_link_and_no_day_makes_a_talk_one(campaigns, tmp_path):
    assert campaigns.tests == {"trial"}
    assert {campaigns.linked(link) for link in ("thu", "THU", "noi-thu", "trial")} == campaigns.tests
    path = tmp_path / "campaigns.toml"
    path.write_text(LIST + '[a]\nlabel="x"\nis_test=true\n[b]\nlabel="x"\n[c]\nlabel="x"\nis_test=true\n', "utf-8")
    found = Campaigns.load(path)
    assert (found.tests, found.on(date(2026, 5, 1))) == ({"a", "c"}, "ordinary")


def test_a_talk_belongs_to_the_link_that_opened_it_until_it_is_over(talk, campaigns):
    talk.says("xin chào", campaign="hoi-cho")
    talk.says("đóng bao nhiêu")
    talk.pause(timedelta(hours=13))
    talk.says("đóng bao nhiêu")
    seen = [turn.campaign for turn in talk.turns()]
    assert seen[:2] == ["hoi-cho", "hoi-cho"]
    assert seen[2] in {"ordinary", "may_month"}


def test_the_machine_is_the_author_unless_an_officer_wrote(talk):
    talk.asks()
    message = InboundMessage(talk.channel, talk.sender, "from-the-tool", "…")
    said = Said(Outcome.WITH_OFFICER, [{"text": "Chào chị, tôi xem giúp.", "buttons": [], "image": None}])
    asyncio.run(talk._dialogue.set_down(message, said, lambda *_: None, "officer"))
    assert [turn.author for turn in talk.turns()] == ["machine", "officer"]
