"""Shares over invented questions."""

import pytest

from bot.operations.benchmark.agreement import Asked, Share, hits, topics


def test_a_question_that_names_two_topics_is_hit_by_either(row, read):
    asked = Asked(row(topics=["pension_amount", "maternity"]), read("maternity/amount"))
    assert asked.is_hit
    assert not Asked(row(topics=["pension_amount"]), read("maternity/amount")).is_hit


def test_among_three_topics_is_not_among_three_labels(row, read):
    reading = read("maternity/a", "maternity/b", "eligibility/c", "pension_amount/formula", "greet")
    asked = Asked(row(), reading)
    assert asked.is_among(3)
    assert not asked.is_among(2)
    assert not asked.is_among_labels(3)
    assert asked.is_among_labels(4)


def test_an_aspect_is_hit_by_any_label_that_answers_and_only_by_the_first_of_the_topic(row, read):
    both = row(aspects=["pension_amount/formula", "retirement_age/table"])
    assert Asked(both, read("pension_amount/formula")).is_aspect_hit
    assert Asked(both, read("retirement_age/table", "pension_amount/formula")).is_aspect_hit
    assert not Asked(both, read("pension_amount/other", "pension_amount/formula")).is_aspect_hit


def test_groups_have_their_own_denominators(row, read):
    right, wrong = read("pension_amount/formula"), read("maternity/amount")
    asked = [
        Asked(row(), right),
        Asked(row(person_written=False), wrong),
        Asked(row(aspects=[]), wrong),
        Asked(row(scope_class="wholly_out_of_scope", topics=["out_of_scope"], aspects=[]), read("out_of_scope")),
    ]
    shares = hits(asked)
    assert shares["in scope"].hit_1 == Share(1, 3)
    assert shares["in scope"].aspect_1 == Share(1, 2)
    assert shares["in scope, in a person's own words"].hit_1 == Share(1, 2)
    assert shares["all"].hit_1 == Share(2, 4)
    assert shares["all in a person's own words"].hit_1 == Share(2, 3)


def test_a_group_without_questions_is_left_out(row, read):
    shares = hits([Asked(row(person_written=False), read("maternity/amount"))])
    assert set(shares) == {"in scope", "all"}


@pytest.mark.parametrize(("marks", "value"), [([True, False, True, True], 0.75), ([False], 0.0), ([], None)])
def test_a_share_of_nothing_is_no_number(marks, value):
    assert Share.where(iter(marks)).value == value


def test_topics_are_told_with_what_was_read_instead_most_asked_first(row, read):
    asked = [
        Asked(row(topics=["maternity"]), read("maternity/amount")),
        *(Asked(row(), read(label)) for label in ("eligibility/a", "maternity/a", "maternity/b")),
        Asked(row(), read("pension_amount/formula")),
        Asked(row(), read()),
        Asked(row(scope_class="near_out_of_scope"), read("eligibility/a")),
    ]
    first, second = topics(asked)
    assert (first.name, first.hit_1) == ("pension_amount", Share(1, 5))
    assert list(first.confused.items()) == [("maternity", 2), ("eligibility", 1), ("nothing", 1)]
    assert (second.name, second.hit_1, second.confused) == ("maternity", Share(1, 1), {})
