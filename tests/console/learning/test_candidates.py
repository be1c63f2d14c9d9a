"""Candidates out of verdicts and taps; decided by a second person; every act in the audit."""

import pytest

from bot.clock import now
from bot.learning.candidate import Reason, State
from bot.learning.candidate_rows import Which, place_of
from bot.learning.candidates import Refused
from bot.learning.gathering import CAP
from bot.storage.learning_tables import LearningCandidate, LearningSource
from bot.storage.personal import HOLDINGS, Person, table
from tests.console.learning.conftest import ago

LABEL = "lump_sum_amount/formula"
#: Sentences that the training data has nothing like.
WORDS = [
    "bà ngoại nhà mình lấy sổ về thì cách nhân chia ra làm sao hả cô",
    "ông chú hàng xóm bảo lấy cục thì cộng kiểu chi rứa",
    "quầy phường nói cộng dồn rồi nhân cái gì đó con chẳng hiểu",
    "nhà cháu bán bún muốn biết phép tính khi cầm tiền về một lượt",
    "thợ hồ như tui rút ra thì lấy số nào nhân số nào",
]


def texts(learning, state="proposed"):
    return [one.text for one in learning.candidates.every(Which((State(state),)))]


def left_out(house):
    with house.database.looking() as connection:
        return sorted(connection.scalars(table(LearningSource).select().with_only_columns(
            table(LearningSource).c.left_out)).all())  # fmt: skip


def test_a_corrected_topic_becomes_a_candidate(talk, review, learning):
    turn = talk(WORDS[0])
    review(turn, by="lan")
    assert learning.gathering.gather(now()) == 1
    one = learning.candidates.page(Which((State.PROPOSED,)))[0]
    assert (one.label, one.text, one.source, one.asked) == (LABEL, WORDS[0], "review", 1)
    assert (one.proposed_by, one.reviewers, one.state) == ("lan", {"lan"}, "proposed")
    assert learning.gathering.gather(now()) == 0


@pytest.mark.parametrize("verdict", ["right", "wrong", "incomplete"])
def test_other_verdicts_teach_nothing(talk, review, learning, verdict):
    review(talk(WORDS[0]), verdict)
    assert learning.gathering.gather(now()) == 0


def test_a_verdict_that_was_taken_back_teaches_nothing(talk, review, learning):
    turn = talk(WORDS[0])
    review(turn, "undone", supersedes=review(turn))
    assert learning.gathering.gather(now()) == 0


def test_reviewers_who_contradict_each_other_teach_nothing(talk, review, learning):
    turn = talk(WORDS[0])
    review(turn, by="lan")
    review(turn, by="mai", label="eligibility/who", round_=2)
    assert learning.gathering.gather(now()) == 0


def test_two_reviewers_who_agree_stand_behind_one_candidate(talk, review, learning):
    turn = talk(WORDS[0])
    review(turn, by="lan")
    review(turn, by="mai", round_=2)
    assert learning.gathering.gather(now()) == 1


def test_a_suggestion_that_was_tapped_becomes_a_candidate(suggest, learning):
    offered = [("Cách tính", LABEL), ("Ai được rút", "lump_sum_conditions/who")]
    suggest(WORDS[1], offered, LABEL)
    assert learning.gathering.gather(now()) == 1
    one = learning.candidates.page(Which((State.PROPOSED,)))[0]
    assert (one.label, one.source, one.proposed_by) == (LABEL, "tapped", "ansinh")


def test_what_was_not_a_tap_on_a_suggestion_teaches_nothing(suggest, learning):
    offered = [("Cách tính", LABEL)]
    suggest(WORDS[1], offered, LABEL, citizen="typed", pressed=False)
    suggest(WORDS[2], offered, "eligibility/who_can_join", citizen="another button")
    assert learning.gathering.gather(now()) == 0


def test_an_old_suggestion_is_not_looked_at_any_more(suggest, learning):
    suggest(WORDS[1], [("Cách tính", LABEL)], LABEL)
    assert learning.gathering.gather(ago(days=-60)) == 0


def test_near_duplicates_are_one_candidate_that_counts(talk, review, learning):
    review(talk(WORDS[0], citizen="one"))
    review(talk(WORDS[0].upper(), citizen="two"), by="mai")
    learning.gathering.gather(now())
    (one,) = learning.candidates.page(Which((State.PROPOSED,)))
    assert (one.asked, one.reviewers) == (2, {"lan", "mai"})


def test_what_the_data_has_already_is_left_out(talk, review, learning, house):
    review(talk("cach tinh bhxh 1 lan"))
    assert learning.gathering.gather(now()) == 0
    assert left_out(house) == ["known"]


def test_a_sentence_like_one_of_another_label_says_which(propose):
    one = propose("cách tính bhxh 1 lần", label="eligibility/rejoin_after_lump_sum")
    assert one.near == LABEL


def test_nobody_teaches_alone(talk, review, learning, house):
    for words in WORDS:
        review(talk(words, citizen="eager"))
    assert learning.gathering.gather(now()) == CAP
    assert left_out(house) == ["", "", "", "cap", "cap"]
    review(talk(WORDS[4] + " thế ạ cô ơi giúp con", citizen="another"))
    assert learning.gathering.gather(now()) == 1


def test_unfit_and_homeless_sentences_are_left_out_with_the_reason(talk, review, learning, house):
    review(talk("rút"))
    review(talk("căn cước [CCCD_1] rút được chưa"))
    review(talk("gặp cán bộ"))
    review(talk(WORDS[0]), label="lump_sum_amount/of_the_moon")
    assert learning.gathering.gather(now()) == 0
    assert left_out(house) == ["command", "masked", "no_place", "short"]


def test_a_rejected_sentence_is_not_proposed_again(propose, talk, review, learning):
    one = propose(WORDS[0])
    learning.candidates.reject(one.id, one.version, "mai", Reason.UNCLEAR)
    review(talk(WORDS[0], citizen="two"))
    assert learning.gathering.gather(now()) == 0
    assert learning.candidates.of(one.id).asked == 2


def test_a_second_person_approves(propose, learning, console):
    one = propose(WORDS[0])
    done = learning.candidates.approve(one.id, one.version, "mai")
    assert (done.state, done.decided_by, done.version) == ("approved", "mai", 2)
    act = console.audit.latest(1)[0].act
    assert (act.who, act.what, act.about) == ("mai", "candidate_approved", f"candidate/{one.id}")
    assert WORDS[0] not in f"{act}"


def test_who_corrected_may_not_approve(propose, talk, review, learning):
    one = propose(WORDS[0], by="lan")
    with pytest.raises(Refused, match="same_person"):
        learning.candidates.approve(one.id, one.version, "lan")
    # Nor who corrected the same question of somebody else.
    review(talk(WORDS[0], citizen="two"), by="mai")
    learning.gathering.gather(now())
    one = learning.candidates.of(one.id)
    with pytest.raises(Refused, match="same_person"):
        learning.candidates.approve(one.id, one.version, "mai")
    assert learning.candidates.approve(one.id, one.version, "hoa").state == "approved"


def test_a_verdict_that_was_corrected_meanwhile_holds_the_approval_up(talk, review, learning):
    turn = talk(WORDS[0])
    first = review(turn)
    learning.gathering.gather(now())
    (one,) = learning.candidates.page(Which((State.PROPOSED,)))
    review(turn, label="eligibility/who_can_join", supersedes=first)
    with pytest.raises(Refused, match="corrected_anew"):
        learning.candidates.approve(one.id, one.version, "mai")


def test_a_page_that_is_too_old_changes_nothing(propose, learning):
    one = propose(WORDS[0])
    learning.candidates.approve(one.id, one.version, "mai")
    with pytest.raises(Refused, match="changed") as refused:
        learning.candidates.reject(one.id, one.version, "hoa", Reason.UNCLEAR)
    assert refused.value.candidate.state == "approved"
    with pytest.raises(Refused, match="gone"):
        learning.candidates.of("nobody")


@pytest.mark.parametrize("decide", ["approve", "reject"])
def test_a_decision_is_taken_back(propose, learning, console, decide):
    one = propose(WORDS[0])
    if decide == "approve":
        decided = learning.candidates.approve(one.id, one.version, "mai")
    else:
        decided = learning.candidates.reject(one.id, one.version, "mai", Reason.SEVERAL)
        assert decided.reason == "several"
    back = learning.candidates.undo(one.id, decided.version, "mai")
    assert (back.state, back.decided_by, back.reason) == ("proposed", None, None)
    assert console.audit.latest(1)[0].act.what == "candidate_undone"
    with pytest.raises(Refused, match="changed"):
        learning.candidates.undo(one.id, back.version, "mai")


def test_who_moves_a_sentence_proposed_it(propose, learning):
    one = propose(WORDS[0])
    moved = learning.candidates.move(one.id, one.version, "mai", "eligibility/who_can_join")
    assert (moved.label, moved.proposed_by, moved.source) == ("eligibility/who_can_join", "mai", "moved")
    with pytest.raises(Refused, match="same_person"):
        learning.candidates.approve(one.id, moved.version, "mai")
    assert learning.candidates.approve(one.id, moved.version, "hoa").state == "approved"


def test_the_audit_is_in_the_transaction(propose, learning, monkeypatch):
    one = propose(WORDS[0])

    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(learning.candidates, "_audit", broken)
    with pytest.raises(RuntimeError):
        learning.candidates.approve(one.id, one.version, "mai")
    assert learning.candidates.of(one.id).state == "proposed"


def test_a_list_goes_on_where_it_ended(propose, learning):
    for number, words in enumerate(WORDS):
        propose(words, citizen=f"c{number}", label="greet" if number == 4 else LABEL)
    seen, after = [], ""
    while page := learning.candidates.page(Which((State.PROPOSED,)), after, 2):
        seen += page
        after = place_of(page[-1])
    assert [one.label for one in seen] == ["greet", *[LABEL] * 4]
    assert len({one.id for one in seen}) == 5
    assert len(learning.candidates.page(Which((State.PROPOSED,), "lump_sum_amount"))) == 4
    assert len(learning.candidates.page(Which((State.PROPOSED,), LABEL))) == 4
    assert learning.candidates.page(Which((State.PROPOSED,), "lump_sum")) == []
    assert learning.candidates.counts()[State.PROPOSED] == {"greet": 1, LABEL: 4}


def test_an_erased_person_leaves_no_words(propose, learning, house):
    one = propose(WORDS[0])
    with house.database.session() as session:
        talk = session.connection().scalar(table(LearningCandidate).select().with_only_columns(
            table(LearningCandidate).c.conversation_id))  # fmt: skip
        for holding in HOLDINGS:
            if holding.table.name.startswith("learning"):
                holding.wipe(session.connection(), Person(talk, "web", "x"))
    left = learning.candidates.of(one.id)
    assert (left.text, left.near, left.reviewers) == ("", "", frozenset())
    with pytest.raises(Refused, match="erased"):
        learning.candidates.approve(one.id, left.version, "mai")


def test_a_second_reviewer_who_agreed_may_not_approve_either(talk, review, learning):
    """Whoever set the same turn right stands behind the sentence, also where the first one's name is on it."""
    turn = talk(WORDS[0])
    review(turn, by="lan")
    review(turn, by="mai", round_=2)
    learning.gathering.gather(now())
    (one,) = learning.candidates.page(Which((State.PROPOSED,)))
    assert one.reviewers == {"lan", "mai"}
    for by in ("lan", "mai"):
        with pytest.raises(Refused, match="same_person"):
            learning.candidates.approve(one.id, one.version, by)
    assert learning.candidates.approve(one.id, one.version, "hoa").decided_by == "hoa"


def test_who_corrected_it_after_it_was_proposed_may_not_approve(talk, review, learning):
    turn = talk(WORDS[0])
    review(turn, by="lan")
    learning.gathering.gather(now())
    review(turn, by="mai", round_=2)
    (one,) = learning.candidates.page(Which((State.PROPOSED,)))
    with pytest.raises(Refused, match="same_person"):
        learning.candidates.approve(one.id, one.version, "mai")


def test_who_said_that_it_was_right_is_no_corrector(suggest, review, learning):
    turn = suggest(WORDS[1], [("Cách tính", LABEL)], LABEL)
    learning.gathering.gather(now())
    review(turn, "right", by="mai")
    (one,) = learning.candidates.page(Which((State.PROPOSED,)))
    assert learning.candidates.approve(one.id, one.version, "mai").state == "approved"


def test_a_sentence_is_not_moved_to_where_it_is(propose, learning):
    """It would lose the verdict behind it, by which an approval is held up."""
    one = propose(WORDS[0])
    with pytest.raises(Refused, match="same_label"):
        learning.candidates.move(one.id, one.version, "mai", LABEL)
    assert learning.candidates.of(one.id) == one


@pytest.mark.parametrize("state", ["exported", "rejected", "approved"])
def test_only_what_is_proposed_is_moved_or_decided(propose, learning, state):
    one = propose(WORDS[0])
    if state == "rejected":
        one = learning.candidates.reject(one.id, one.version, "mai", Reason.UNCLEAR)
    else:
        one = learning.candidates.approve(one.id, one.version, "mai")
    if state == "exported":
        learning.exporting.export("hoa", now())
        one = learning.candidates.of(one.id)
        with pytest.raises(Refused, match="changed"):
            learning.candidates.undo(one.id, one.version, "mai")
    for act in (
        lambda: learning.candidates.move(one.id, one.version, "hoa", "greet"),
        lambda: learning.candidates.approve(one.id, one.version, "hoa"),
        lambda: learning.candidates.reject(one.id, one.version, "hoa", Reason.UNCLEAR),
    ):
        with pytest.raises(Refused, match="changed"):
            act()
    assert learning.candidates.of(one.id).state == state


def test_the_cap_is_of_one_sender_and_one_label(talk, review, learning, house):
    for number, words in enumerate(WORDS):
        review(talk(words, citizen="eager"), label=LABEL if number % 2 else "eligibility/who_can_join")
    assert learning.gathering.gather(now()) == len(WORDS)
    assert "cap" not in left_out(house)


def test_what_was_rejected_counts_for_the_cap_too(propose, talk, review, learning, house):
    """Otherwise one sender could go on for as long as somebody rejects."""
    for words in WORDS[:CAP]:
        one = propose(words, citizen="eager")
        learning.candidates.reject(one.id, one.version, "mai", Reason.UNCLEAR)
    review(talk(WORDS[CAP], citizen="eager"))
    assert learning.gathering.gather(now()) == 0
    assert left_out(house)[-1] == "cap"


@pytest.mark.parametrize(
    ("second", "alike"),
    [
        (WORDS[0] + " ạ", True),
        (WORDS[0].replace("bà ngoại", "ba ngoai"), True),
        ("lấy sổ về thì hồ sơ nộp ở chỗ nào hả cô", False),
    ],
)
def test_what_is_nearly_the_same_and_what_is_not(propose, talk, review, learning, second, alike):
    propose(WORDS[0], citizen="one")
    review(talk(second, citizen="two"))
    assert learning.gathering.gather(now()) == (0 if alike else 1)


def test_the_same_words_under_another_label_are_another_candidate(propose, learning):
    propose(WORDS[0], citizen="one")
    propose(WORDS[0], citizen="two", label="eligibility/who_can_join")
    assert learning.candidates.count(Which((State.PROPOSED,))) == 2
    assert learning.candidates.count(Which((State.PROPOSED,), LABEL)) == 1


@pytest.mark.parametrize("number", ["0912345678", "079201001234", "lan.nguyen@example.vn", "1234567890123456"])
def test_no_number_of_a_person_is_ever_proposed(talk, review, learning, house, number):
    review(talk(f"con tên Lan số {number} muốn biết lấy tiền về tính ra sao"))
    assert learning.gathering.gather(now()) == 0
    assert left_out(house) == ["masked"]
