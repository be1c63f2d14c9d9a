"""What templates say: escaped, in the reader's language."""

import pytest
from litestar.exceptions import ValidationException
from markupsafe import Markup

from bot.console.web.forms import lines, raw, several, text
from bot.console.web.render import counted, environment, spoken

HOSTILE = "<script>1</script> 50 % %(x)s %s"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_data_that_is_passed_through_the_catalogue_is_no_markup(language):
    assert "<script>" not in spoken(language)(HOSTILE)
    assert spoken(language)(HOSTILE) == "&lt;script&gt;1&lt;/script&gt; 50 % %(x)s %s"


def test_values_are_escaped_and_markup_stays():
    assert spoken("vi")("Chào %(name)s", name="<b>") == "Chào &lt;b&gt;"
    assert spoken("vi")("Chào %(name)s", name=Markup("<b>x</b>")) == "Chào <b>x</b>"


def test_a_template_says_so_too():
    made = environment("vi").from_string(
        "{{ _(x) }}|{% trans n=y %}có {{ n }}{% endtrans %}|{% trans %}50 %{% endtrans %}"
    )
    assert made.render(x="<i>", y="<u>") == "&lt;i&gt;|có &lt;u&gt;|50 %"


def test_sentences_that_count():
    assert counted("vi")("%(num)d lượt", "%(num)d lượt", 3) == "3 lượt"


def test_words_hold_nothing_that_breaks_a_document_or_turns_a_name_around():
    form = {"a": "Lan\u202e\x0b\x01 Nguyễn\uffff\n2"}
    assert text(form, "a") == "Lan Nguyễn\n2"
    assert lines(form, "a") == ("Lan Nguyễn", "2")


def test_words_that_are_too_long_are_refused_and_never_cut():
    assert text({"a": f" {'x' * 5} "}, "a", 5) == "xxxxx"
    assert text({"a": "x\r\ny"}, "a", 3) == "x\r\ny", "a browser counts a line's end as one"
    with pytest.raises(ValidationException, match="a: at most 5 characters"):
        text({"a": "x" * 6}, "a", 5)


def test_forms_hold_no_nul():
    form = {"a": " x\0y ", "b": ["1\0", "2"], "c": "p\n\n q\0"}
    assert (text(form, "a"), raw(form, "b"), several(form, "b"), lines(form, "c")) == (
        "xy",
        "2",
        ["1", "2"],
        ("p", "q"),
    )
