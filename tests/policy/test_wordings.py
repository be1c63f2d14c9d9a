"""Words of case files, in and out."""

import pytest

from bot.policy.errors import PolicyDataError
from bot.policy.wordings import Wordings, read_wordings

GOOD = """\
[prints]
fine = "{low}-{high}"

[reads.reason]
death = ["chết", "qua đời"]
pension = ["lương hưu"]
"""


def test_a_code_is_printed_with_its_fields():
    assert read_wordings("f", GOOD).print("fine", low="1", high="2") == "1-2"


def test_a_code_without_a_text_prints_itself():
    assert read_wordings("f", GOOD).print("preserve") == "preserve"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("người tham gia chết", "death"),
        ("CHẾT", "death"),
        ("nguoi tham gia qua doi nam 2026", "death"),
        ("đề nghị hưởng lương hưu", "pension"),
        ("chuyển chỗ ở", None),
        ("", None),
        ("chetx", None),
    ],
)
def test_a_text_is_read_by_whole_words_without_marks(text, code):
    assert read_wordings("f", GOOD).read("reason", text) == code


def test_an_unknown_kind_reads_nothing():
    assert read_wordings("f", GOOD).read("method", "chết") is None
    assert Wordings({}, {}).read("reason", "chết") is None


def test_what_is_no_text_is_read_as_it_prints():
    assert read_wordings("f", GOOD.replace("qua đời", "7")).read("reason", 7) == "death"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD + "[extra]\na = 1\n", 7, "unknown table 'extra'"),
        ("[prints]\nfine = 3\n", 1, "prints must hold texts"),
        ("prints = 3\n", 1, "prints must hold texts"),
        ("\nreads = 3\n", 2, "reads must hold tables"),
        ("[reads]\nreason = 3\n", 1, "a kind must be a table"),
        ('[reads.reason]\ndeath = "chết"\n', 2, "'death' must be a list of words"),
        ('[reads.reason]\ndeath = ["…"]\n', 2, "'death' must be a list of words"),
        ("[reads.reason]\ndeath = [1]\n", 2, "'death' must be a list of words"),
        ("[reads.reason\n", 1, "not valid TOML"),
    ],
)
def test_a_broken_table_is_refused_with_file_and_line(text, line, words):
    with pytest.raises(PolicyDataError) as refused:
        read_wordings("wordings.toml", text)
    assert words in refused.value.problem
    assert refused.value.path == "wordings.toml"
    assert refused.value.line == line


def test_an_empty_table_is_good():
    assert read_wordings("f", "").print("a") == "a"


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("refund_reason", "chuyển sang BHXH bắt buộc", "compulsory"),
        ("refund_reason", "hưởng BHXH một lần", "lump_sum"),
        ("refund_reason", "tòa án tuyên bố đã chết", "death"),
        ("refund_reason", "đủ điều kiện và đề nghị hưởng lương hưu", "pension"),
        ("refund_reason", "đổi ý", None),
        ("lump_case", "ra nước ngoài để định cư", "abroad"),
        ("lump_case", "ung thư giai đoạn cuối", "illness"),
        ("lump_case", "suy giảm 81%", "incapacity"),
        ("paid_under", "NĐ 159/2025 Điều 7", "backpaid"),
        ("paid_under", "đóng bù", "backpaid"),
        ("paid_under", "hằng tháng", "regular"),
        ("kind", "BHXH bắt buộc", "compulsory"),
        ("kind", "BHXH tự nguyện", "voluntary"),
        ("era", "trước 2014", "before"),
        ("era", "từ 2014", "since"),
        ("new_rates_apply", "lần đóng tiếp theo", "next_payment"),
        ("new_rates_apply", "ngay lập tức", None),
    ],
)
def test_the_words_of_the_project(policy, kind, text, code):
    assert policy.wordings.read(kind, text) == code
