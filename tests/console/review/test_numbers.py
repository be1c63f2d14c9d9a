"""Every number on the pages of figures is a link, and behind it are just as many rows; kappa reckoned by hand."""

import itertools
import re
from html import unescape

import pytest

from bot.clock import now, today
from bot.console.review.judged import NOTHING, JudgedTurns, Which
from bot.console.review.judgement import Judgement
from bot.console.review.pairs import Subjects
from bot.console.review.standing import is_sampled
from bot.console.review.verdicts import Verdicts
from bot.console.roles import Role
from bot.outcomes import Outcome

PATH = "/console/review"
_numbers = itertools.count(1)
#: What two reviewers say of the same answers: a table of 3 x 3 with known sums.
TABLE = {
    ("right", "right"): 14,
    ("right", "incomplete"): 3,
    ("right", "wrong"): 1,
    ("incomplete", "right"): 2,
    ("incomplete", "incomplete"): 5,
    ("wrong", "right"): 1,
    ("wrong", "wrong"): 4,
}


def sampled(ask, **turn):
    """A turn that two are to judge."""
    for _ in range(1_000):
        made = ask(citizen=f"n{next(_numbers)}", **turn)
        if is_sampled(made, 10):
            return made
    raise AssertionError("chance does not do that")


@pytest.fixture
def judge(room, ask_house):
    """Put a turn on record and what one or two reviewers say of it; gives its id."""

    def judged(first, second=None, **turn):
        made = sampled(ask_house, **turn)
        room.verdicts.give("lan", made, first if isinstance(first, Judgement) else Judgement(first), now())
        if second:
            room.verdicts.give("mai", made, second if isinstance(second, Judgement) else Judgement(second), now())
        return made

    return judged


@pytest.fixture
def manager(login):
    return login(Role.MANAGER)


def links(client, path):
    """Number and address of each link to verdicts."""
    page = client.see(path)
    assert page.status_code == 200
    found = []
    for address, inner in re.findall(r'<a [^>]*href="(/console/review/done[^"]*)"[^>]*>(.*?)</a>', page.text, re.S):
        said = " ".join(re.sub(r"<[^>]+>", " ", inner).split())
        if number := re.fullmatch(r"([\d.]+)", said):
            found.append((unescape(address), int(number[1].replace(".", ""))))
    return found


def agree(client, path):
    found = links(client, path)
    assert found
    for address, many in found:
        assert client.json(address)["total"] == many, address
    return dict(found)


def numbers_without_a_link(html):
    """Cells of tables that hold a number and no link."""
    cells = re.findall(r"<td[^>]*>(.*?)</td>", html, re.S)
    return [one for one in cells if re.fullmatch(r"\s*[1-9][\d.,]*\s*", one)]


def test_accuracy_by_model_and_topic(manager, judge):
    for first in ("right", "right", "incomplete", "wrong"):
        judge(first)
    judge("wrong", topic="maternity", aspect="amount")
    judge("wrong", "right", outcome=Outcome.UNANSWERED_NOT_UNDERSTOOD, topic="nlu_fallback", aspect=None)
    judge("right", topic=None, aspect=None)
    judge("incomplete", topic="a_topic_of_old", aspect="x")
    found = agree(manager, f"{PATH}/accuracy")
    assert found[f"{PATH}/done?topic=pension_amount&round=1"] == 4
    assert found[f"{PATH}/done?topic=~&round=1"] == 3
    assert numbers_without_a_link(manager.see(f"{PATH}/accuracy").text) == []
    assert agree(manager, f"{PATH}/accuracy?sample=1&days=7")


def test_the_share_leads_to_what_was_right(manager, judge):
    judge("right")
    judge("wrong")
    html = manager.see(f"{PATH}/accuracy").text
    shares = re.findall(r'<a href="([^"]+)">50,0 % <span', html)
    assert len(shares) == 3
    assert {manager.json(unescape(one))["total"] for one in shares} == {1}


def test_accuracy_for_programs(manager, judge):
    for first in ("right", "incomplete"):
        judge(first)
    rows = manager.json(f"{PATH}/accuracy")["rows"]
    assert [(row["by"], row["name"]) for row in rows][::2] == [("all", ""), ("topic", "pension_amount")]
    assert {(row["n"], row["right"], row["incomplete"], row["share"]) for row in rows} == {(2, 1, 1, 0.5)}
    assert all(row["low"] < 0.5 < row["high"] for row in rows)
    assert "pension_amount" in manager.get(f"{PATH}/accuracy?format=csv").text


def test_a_topic_that_is_none_has_its_own_rows(judge, room):
    without = judge("right", topic=None, aspect=None)
    old = judge("right", topic="a_topic_of_old", aspect="x")
    judge("right")
    found = [one.id for one in room.judged.page(Which(topic=NOTHING), today())]
    assert set(found) == {without, old}


def by_hand():
    """Cohen's kappa of TABLE, step by step."""
    n = sum(TABLE.values())
    words = {word for pair in TABLE for word in pair}
    observed = sum(many for (one, other), many in TABLE.items() if one == other) / n
    of_first = {word: sum(many for (one, _), many in TABLE.items() if one == word) / n for word in words}
    of_second = {word: sum(many for (_, other), many in TABLE.items() if other == word) / n for word in words}
    chance = sum(of_first[word] * of_second[word] for word in words)
    return n, observed, (observed - chance) / (1 - chance)


def test_kappa_of_the_page_is_the_one_reckoned_by_hand(manager, judge):
    """23 of 30 alike; by chance 18·17 + 7·8 + 5·5 of 900: kappa = (690 - 387) / (900 - 387)."""
    for (one, other), many in TABLE.items():
        for _ in range(many):
            judge(one, other)
    n, observed, kappa = by_hand()
    assert (n, round(observed, 4)) == (30, 0.7667)
    assert kappa == pytest.approx((690 - 387) / (900 - 387))
    html = manager.see(f"{PATH}/agreement").text
    assert re.search(r'<a href="[^"]+">0,59</a>', html)
    every, of_topic = manager.json(f"{PATH}/agreement")["rows"]
    assert (every["topic"], of_topic["topic"]) == ("", "pension_amount")
    for row in (every, of_topic):
        assert (row["n"], row["same"]) == (30, 23)
        assert row["kappa"] == pytest.approx(kappa)
        assert row["share"] == pytest.approx(observed)


def test_agreement_leads_to_its_pairs(manager, judge):
    alike = {judge("right", "right"), judge("wrong", "wrong")}
    apart = {judge("right", "wrong"), judge("incomplete", "right", topic=None, aspect=None)}
    judge("right")
    html = manager.see(f"{PATH}/agreement").text
    found = agree(manager, f"{PATH}/agreement")
    assert found[f"{PATH}/done?round=2"] == 4
    assert found[f"{PATH}/done?topic=~&round=2"] == 1
    assert numbers_without_a_link(html) == []
    same = manager.json(f"{PATH}/done?round=2&pair=same")["rows"]
    assert {row["id"] for row in same} == alike
    assert {row["id"] for row in manager.json(f"{PATH}/done?round=2&pair=apart")["rows"]} == apart
    assert f'href="{PATH}/done?round=2&amp;pair=same">50,0 %</a>' in html
    assert f'href="{PATH}/done?round=2&amp;pair=apart">Chỗ hai người khác nhau (2)</a>' in html
    assert "hai người soát khác nhau" in manager.see(f"{PATH}/done?round=2&pair=apart").text
    assert manager.see(f"{PATH}/done?pair=x").status_code == 400


def test_a_pair_on_both_databases(database, weights, ask, adviser):
    """Two wrong topics are the same verdict; where the right ones differ they are apart as well. Undone is no pair."""
    subjects = Subjects(adviser.answers)
    one, other = [each for each in subjects if each.topic == "maternity"][:2]
    verdicts, judged = Verdicts(database, weights), JudgedTurns(database, subjects.topics)
    turn, undone, single = (sampled(ask) for _ in range(3))
    verdicts.give("lan", turn, Judgement("wrong_topic", one), now())
    verdicts.give("mai", turn, Judgement("wrong_topic", other), now())
    verdicts.give("lan", undone, Judgement("right"), now())
    verdicts.give("mai", undone, Judgement("wrong"), now())
    verdicts.undo("mai", undone, now().replace(year=2020), now())
    verdicts.give("lan", single, Judgement("right"), now())
    for pair in ("same", "apart"):
        rows = judged.page(Which(pair=pair), today())
        assert [(row.id, row.round) for row in rows] == [(turn, 2), (turn, 1)], pair
        assert judged.count(Which(pair=pair, round=2), today()) == 1
    assert judged.page(Which(topic=NOTHING), today()) == []


def test_ones_own_work_of_the_day_leads_to_it(login, room, ask_house):
    officer = login(Role.OFFICER)
    turns = [ask_house(citizen=f"w{at}") for at in range(3)]
    for at, made in enumerate(turns):
        room.verdicts.give(officer.staff.name, made, Judgement("right", seconds=2.0 + at), now())
    html = officer.see(PATH).text
    today_ = f"/console/review/done?days=1&amp;reviewer={officer.staff.name}"
    assert f'<a href="{today_}">Hôm nay bạn đã soát 3 lượt</a>' in html
    assert f'<a href="{today_}">ở giữa là 3,0 giây một lượt</a>' in html
    assert officer.json(unescape(today_))["total"] == 3


def test_how_many_asked_the_like_leads_to_them_or_is_not_said(login, room, ask_house):
    for at in range(3):
        ask_house(citizen=f"q{at}")
    ask_house(citizen="nothing", outcome=Outcome.UNANSWERED_NOT_UNDERSTOOD, topic=None, aspect=None)
    room.scores.catch_up(now())
    officer = login(Role.OFFICER)
    html = officer.see(PATH).text
    found = re.findall(r'<a href="([^"]+)">(\d+) lượt hỏi giống</a>', html)
    assert len(found) == html.count("lượt hỏi giống") == 3
    assert {(officer.json(unescape(address))["total"], many) for address, many in found} == {(3, "3")}
