"""The package's communes: as many as the law made, each in a province that we know."""

import pytest

from bot.language.commune import Commune
from bot.language.province import Provinces
from bot.places import communes, slug
from bot.settings import PROJECT

FILE = PROJECT / "data" / "offices" / "provinces.toml"


@pytest.fixture(scope="module")
def provinces():
    return Provinces.load(FILE, communes())


def test_the_package_has_the_communes_of_today_in_the_provinces_of_today(provinces):
    from vietnam_address_converter.data import DEFAULT_DATA

    filed = {one.slug for one in provinces.all()}
    assert len(DEFAULT_DATA["newWards"]) == 3321
    assert {slug(one["name"]) for one in DEFAULT_DATA["newProvinces"].values()} == filed


@pytest.mark.parametrize(
    ("text", "name", "province"),
    [
        ("xã Tam Hải", "Xã Tam Hải", "da_nang"),
        ("p.bãi cháy", "Phường Bãi Cháy", "quang_ninh"),
        ("o dac khu ly son", "Đặc khu Lý Sơn", "quang_ngai"),
        ("Phường Láng", "Phường Láng", "ha_noi"),
        ("xã Tân Phú tỉnh Đồng Nai", "Xã Tân Phú", "dong_nai"),
        ("xã Bàn Đạt, huyện Phú Bình", "Xã Tân Khánh", "thai_nguyen"),
        ("thị trấn Cẩm Giang, Hải Dương", "Xã Cẩm Giang", "hai_phong"),
        ("xã Hội An", "Xã Hội An", "an_giang"),
    ],
)
def test_a_commune_is_told_with_its_province(provinces, text, name, province):
    assert provinces.commune(text) == Commune(name, province)
    assert provinces.first(text).slug == province


@pytest.mark.parametrize(
    "text",
    [
        "xã Tân An",
        "bảo hiểm xã hội an toàn",
        "hợp tác xã Tân Tiến",
        "cán bộ xã",
        "thị xã An Nhơn",
        "xa lang",
        "phường ơi",
    ],
)
def test_what_may_be_several_or_is_none_is_not_told(provinces, text):
    assert provinces.commune(text) is None


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("huyện Văn Chấn", "lao_cai"),
        ("q. cầu giấy", "ha_noi"),
        ("tp Vinh", "nghe_an"),
        ("huyện Châu Thành", None),
        ("lương bình quân 5 triệu", None),
        ("luong binh quan 5 trieu", None),
        ("quận 5", "ho_chi_minh"),
        ("xã Tân An", None),
    ],
)
def test_a_former_district_names_its_province(provinces, text, province):
    found = provinces.first(text)
    assert (found.slug if found else None) == province


def test_without_communes_towns_are_still_known():
    assert Provinces.load(FILE).first("xã Tân An").slug == "tay_ninh"
    assert Provinces.load(FILE).commune("xã Tam Hải") is None
