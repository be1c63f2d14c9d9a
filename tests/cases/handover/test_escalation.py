"""To whom a report goes, by what it says."""

import tomllib

import pytest

from bot.cases.handover.escalation import EscalationError, Escalations, Province, grounds
from bot.settings import PROJECT
from tests.cases.handover.letters import ESCALATIONS, LAO_CAI

FILE = PROJECT / "data" / "offices" / "escalation.toml"
PROVINCES = tomllib.loads((PROJECT / "data" / "offices" / "provinces.toml").read_text("utf-8"))["province"]


def suggested(text: str, kind: str = "fraud") -> list[str]:
    return [one.id for one in ESCALATIONS.suggested(kind, text)]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Tôi đã chuyển tiền cho nó rồi", ["money_lost"]),
        ("Mẹ em BỊ LỪA LẤY hết, mất tiền", ["money_lost"]),
        ("có người xưng là cán bộ BHXH gọi điện", ["impersonates_officer"]),
        ("Nó xưng là cán bộ, mẹ lỡ chuyển 2 triệu", ["money_lost", "impersonates_officer"]),
        ("Trang này bịa đặt về lương hưu", ["information_law_11"]),
        ("Họ gọi nhưng tôi chưa mất tiền", []),
        ("tôi không bị mất tiền nhưng nó mạo danh", ["impersonates_officer"]),
        ("Đại lý hẹn mãi không trả sổ", []),
        ("", []),
    ],
)
def test_words_suggest_the_signs(text, signs):
    assert suggested(text) == signs


def test_a_sign_is_suggested_for_its_kind_of_report_alone():
    assert suggested("tôi đã chuyển tiền", "misinformation") == []
    assert suggested("tin giả", "misinformation") == ["information_law_11"]


def test_a_word_is_no_part_of_another_word():
    assert suggested("tin saigon") == []


@pytest.mark.parametrize(
    ("province", "name"),
    [
        (Province("lao_cai", "Lào Cai"), "Công an tỉnh Lào Cai"),
        (Province("ha_noi", "Hà Nội"), "Công an thành phố Hà Nội"),
        (Province("ho_chi_minh", "TP.HCM"), "Công an Thành phố Hồ Chí Minh"),
        (None, "Công an tỉnh, thành phố có liên quan"),
    ],
)
def test_offices_are_those_of_the_province(province, name):
    assert ESCALATIONS.addressees(ESCALATIONS.named(["money_lost"]), province)[0] == name


def test_an_office_is_named_once_and_nobody_writes_to_itself():
    signs = ESCALATIONS.named(["impersonates_officer", "money_lost"])
    names = ESCALATIONS.addressees(signs, LAO_CAI)
    assert len(names) == len(set(names)) == 3
    assert "Bảo hiểm xã hội tỉnh Lào Cai" not in ESCALATIONS.addressees(signs, LAO_CAI, "Bảo hiểm xã hội tỉnh Lào Cai")


def test_grounds_are_named_once():
    signs = ESCALATIONS.named([one.id for one in ESCALATIONS])
    assert len(grounds(signs)) == len(set(grounds(signs)))
    assert any("Luật Tiếp cận thông tin" in one for one in grounds(signs))


def test_every_sign_leads_to_the_police_and_has_a_ground():
    for one in ESCALATIONS:
        assert "provincial_police" in one.to
        assert one.grounds
        assert set(one.kinds) <= {"fraud", "misinformation"}


def test_an_unknown_sign_is_an_error():
    with pytest.raises(KeyError):
        ESCALATIONS.named(["nothing"])


def test_a_row_that_names_no_office_is_refused():
    table = tomllib.loads(FILE.read_text("utf-8"))
    table["escalation"][0]["to"] = ["nobody"]
    with pytest.raises(EscalationError, match="money_lost names no office: nobody"):
        Escalations(table)


def test_cities_are_provinces_that_exist():
    table = tomllib.loads(FILE.read_text("utf-8"))
    assert set(table["cities"]) <= {one["slug"] for one in PROVINCES}
    assert len(table["cities"]) == 6
    for one in PROVINCES:
        [name] = ESCALATIONS.addressees(ESCALATIONS.named(["money_lost"]), Province(one["slug"], one["name"]))[:1]
        assert name.startswith(("Công an tỉnh ", "Công an thành phố ", "Công an Thành phố "))
        assert "TP." not in name
