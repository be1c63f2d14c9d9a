"""Worked cases of the reference as citizens say them: the row, the day, the lines, the numbers of the answer."""

from dataclasses import dataclass

from tests.dialogues.talk import Press

DAY = "2026-11-21"


@dataclass(frozen=True)
class Example:
    """One row: `numbers` must stand in the last answer, as they are written for citizens; `absent` must not."""

    row: str
    says: tuple[str | Press, ...]
    numbers: tuple[str, ...]
    as_of: str = DAY
    absent: str = ""


EXAMPLES = [
    Example("C01", ("hộ nghèo chọn mức 1tr5 thì mỗi tháng đóng bao nhiêu",), ("330.000", "165.000"), "2026-05-10"),
    Example(
        "C02",
        ("em ho can ngheo dong muc 2 trieu thi moi thang bao nhieu",),
        ("440.000", "132.000", "308.000"),
        "2026-05-10",
    ),
    Example(
        "C03",
        ("tính giúp em số tiền đóng bhxh tự nguyện mỗi tháng", "3 triệu", Press("Dân tộc")),
        ("660.000", "561.000"),
        "2026-05-10",
    ),
    Example("C04", ("mức 4 triệu, hộ bình thường, mỗi tháng đóng bao nhiêu vậy ad",), ("880.000", "814.000")),
    Example("C05", ("chọn thu nhập năm triệu thì mỗi tháng đóng mấy", "khác"), ("1.100.000", "1.034.000")),
    Example(
        "C09",
        ("tui chọn mức 9tr, người Khmer, đóng 1 tháng nhiêu",),
        ("1.980.000", "1.881.000"),
    ),
    Example("C10", ("mức 10 triệu hộ nghèo đóng bhxh tn bn 1 tháng",), ("2.200.000", "2.035.000"), absent="2.220.000"),
    Example(
        "C13",
        ("tính giúp em số tiền đóng bhxh tự nguyện mỗi tháng", "mức 1 triệu"),
        ("1.500.000", "46.800.000"),
        "2026-05-10",
    ),
    Example(
        "C15",
        ("tinh giup toi tien dong moi thang voi muc 50 trieu", "nhóm khác"),
        ("11.000.000",),
        "2026-07-15",
    ),
    Example("C16", ("chọn mức thu nhập 51 triệu thì mỗi tháng đóng bao nhiêu",), ("50.600.000",), "2026-07-15"),
    Example(
        "C17",
        ("em là người dân tộc lại thuộc hộ cận nghèo, mức 1,5 triệu mỗi tháng đóng bao nhiêu",),
        ("40%", "198.000"),
    ),
    Example(
        "C21",
        ("tôi nhóm khác, đã được nhà nước hỗ trợ 118 tháng, mức 1,5 triệu, đóng 12 tháng một lần hết bao nhiêu",),
        ("3.828.000",),
        "2026-01-10",
    ),
    Example(
        "C22",
        ("hộ cận nghèo, mức 2 triệu 2, đóng từ tháng 1 năm 2027 thì mỗi tháng bao nhiêu",),
        ("484.000", "193.600", "290.400"),
    ),
    Example(
        "F02", ("đóng trước 3 năm mức 1,5 triệu nhóm khác thì đóng một lần bao nhiêu",), ("11.880.000", "11.259.443")
    ),
    Example(
        "F03",
        ("tính tiền đóng trước nhiều năm cho tôi", "5 năm", "mức thấp nhất", "khác"),
        ("19.800.000", "18.098.148"),
    ),
    Example(
        "F04",
        ("tinh tien dong truoc nhieu nam cho toi", "muc 5 trieu", "5 nam", "khong thuoc nhom nao"),
        ("66.000.000", "60.327.161"),
    ),
    Example("F05", ("tính tiền đóng trước nhiều năm cho tôi", "6 năm"), ("2 năm đến 5 năm",)),
    Example(
        "B02",
        ("tính tiền đóng phần còn thiếu cho tôi", "thiếu 24 tháng", "1tr5"),
        ("7.920.000", "8.234.320"),
    ),
    Example(
        "B03",
        ("tinh tien dong phan con thieu cho toi", "da dong 12 nam", "thap nhat"),
        ("11.880.000", "12.586.622"),
    ),
    Example(
        "B04",
        ("tính tiền đóng phần còn thiếu cho tôi", "61 tháng", "1,5 triệu", "60 tháng"),
        ("19.800.000", "21.791.542"),
    ),
    Example(
        "B06",
        ("tôi đủ tuổi nghỉ hưu rồi, đã đóng được 10 năm, có được đóng một lần phần còn thiếu không",),
        ("60 tháng",),
    ),
    Example(
        "B08",
        ("chưa đủ tuổi hưu, mới đóng 170 tháng, giờ đóng một lần cho đủ được không",),
        ("10 tháng", "tháng trước liền kề"),
    ),
    Example(
        "R01",
        (
            "em nhóm khác, đóng 12 tháng mức 1,5 triệu, còn lại 4 tháng thì vào công ty đóng bắt buộc, "
            "được hoàn trả bao nhiêu",
        ),
        ("1.056.000", "264.000"),
    ),
    Example(
        "R02",
        ("đóng trước 2 năm mức 1 triệu rưỡi, hộ bình thường, còn 12 tháng, được trả lại bao nhiêu tiền",),
        ("2.959.422", "792.000"),
    ),
    Example("A02", ("hệ số trượt giá của năm 2012 là bao nhiêu",), ("1,51",)),
    Example(
        "A03",
        ("tôi đóng từ 2018 đến 2021 mức 700 nghìn, năm 2022 mức 1,5 triệu, bình quân có trượt giá là bao nhiêu",),
        ("59.712.000", "995.200"),
    ),
    Example(
        "A04",
        (
            "em nữ, đóng 2011 đến 2013 mức 1 triệu, 2014 đến 2021 mức 1tr5, 2022 đến 2025 mức 2 triệu, "
            "lương hưu được bao nhiêu",
        ),
        ("1.871.666,67", "45%", "842.250"),
    ),
    Example("P01", ("nữ đóng đủ 15 năm thì tỷ lệ hưởng lương hưu bao nhiêu phần trăm",), ("45%",)),
    Example("P02", ("chị đóng 15 năm 3 tháng, em là nữ, tỉ lệ lương hưu mấy %",), ("15,5", "46%")),
    Example("P08", ("em là nam đóng 15 năm thì tỷ lệ lương hưu bao nhiêu",), ("40%",)),
    Example("P10", ("nam đóng 222 tháng, tỷ lệ hưởng lương hưu bao nhiêu phần trăm",), ("18,5", "43,5%")),
    Example("P16", ("nam đóng 35 năm thì tỷ lệ lương hưu bao nhiêu",), ("75%",)),
    Example("P17", ("nam đóng 179 tháng thì tỷ lệ lương hưu bao nhiêu",), ("1 tháng", "15 năm")),
    Example(
        "P18",
        ("em là nữ muốn lương hưu 3 triệu một tháng thì phải đóng bao nhiêu",),
        ("6.667.000", "5.455.000", "4.615.000", "4.000.000", "1.467.000", "880.000"),
    ),
    Example(
        "P20",
        ("nữ đóng 30 năm lúc đủ tuổi, đóng thêm 3 năm nữa, bình quân 2tr, trợ cấp một lần khi nghỉ hưu bao nhiêu",),
        ("12.000.000",),
    ),
    Example("P21", ("lương hưu tính ra 900 nghìn có được nâng lên mức tối thiểu không",), ("900.000",)),
    Example(
        "P23",
        ("tính tuổi nghỉ hưu cho tôi", "nam", "5/1970"),
        ("60 tuổi", "01/01/2021", "20 năm"),
    ),
    Example("T05", ("tinh tuoi nghi huu cua toi", "nam", "10/1964"), ("61 tuổi 6 tháng", "5/2026"), "2026-02-10"),
    Example("T07", ("tính tuổi nghỉ hưu cho chồng tôi, chồng sinh tháng 6 năm 1965",), ("61 tuổi 6 tháng", "01/2027")),
    Example("T13", ("nữ sinh tháng 5/1969 thì khi nào đủ tuổi nghỉ hưu",), ("57 tuổi", "6/2026"), "2026-02-10"),
    Example("T18", ("tính tuổi nghỉ hưu cho tôi", "nam", "tháng 4", "1966"), ("62 tuổi", "5/2028")),
    Example(
        "L02",
        ("tính tiền rút một lần cho tôi", "5 năm", "bình quân 995.200 đồng", "1.135.200"),
        ("9.952.000", "1.135.200", "8.816.800"),
    ),
    Example(
        "L03",
        ("tính tiền rút một lần cho tôi", "5 năm", "bình quân 995.200 đồng", "1.135.200", "tôi bị ung thư"),
        ("9.952.000",),
        absent="8.816.800",
    ),
    Example(
        "L04",
        ("tính tiền rút một lần cho tôi, đóng 10 năm 3 tháng, bình quân 2 triệu", "5 triệu"),
        ("42.000.000", "37.000.000"),
    ),
    Example(
        "L08",
        ("em đóng từ tháng 3/2020 được 6 năm, nghỉ đóng 12 tháng rồi có được rút một lần không",),
        ("điểm đ",),
    ),
    Example(
        "L09",
        ("toi dong tu thang 1/2004 duoc 21 nam, nghi dong 24 thang, rut bhxh mot lan duoc khong",),
        ("20 năm", "chưa được"),
    ),
    Example(
        "L10",
        ("đủ tuổi hưu rồi mà mới đóng được 12 năm, có rút một lần được không",),
        ("điểm a", "36 tháng"),
    ),
    Example(
        "H01",
        ("đủ tuổi nghỉ hưu, đóng được 10 năm, bình quân 2 triệu thì trợ cấp hằng tháng được mấy tháng",),
        ("80 tháng",),
        "2026-03-10",
    ),
    Example(
        "H04",
        ("đóng 14 năm rưỡi, bình quân 10 triệu, còn 162 tháng nữa mới đủ 75 tuổi thì trợ cấp hằng tháng bao nhiêu",),
        ("538", "1.793.333,33"),
    ),
    Example("H06", ("bà tôi 75 tuổi không có lương hưu thì trợ cấp hưu trí xã hội được bao nhiêu",), ("540.000",)),
    Example("H07", ("ông 72 tuổi không thuộc hộ nghèo có được trợ cấp hưu trí xã hội không",), ("75 tuổi",)),
    Example("D01", ("chồng em đóng được 60 tháng thì mất, tiền mai táng được bao nhiêu",), ("25.300.000",)),
    Example("D03", ("mới đóng 59 tháng thì có được tiền mai táng không",), ("0 đồng", "60 tháng")),
    Example(
        "D04",
        ("vợ tôi đóng 7 năm bình quân 2 triệu thì mất, tiền tuất một lần được bao nhiêu",),
        ("28.000.000",),
    ),
    Example(
        "D06",
        ("bố tôi lương hưu 2 triệu, mới nhận lương được 2 tháng thì qua đời, gia đình được nhận bao nhiêu",),
        ("48 tháng", "96.000.000"),
    ),
    Example(
        "D08",
        ("chồng em hưởng lương hưu 2 triệu một tháng được 24 tháng thì mất, tiền tuất một lần được bao nhiêu",),
        ("37 tháng", "74.000.000"),
    ),
    Example("M02", ("em đóng được 6 tháng, sinh đôi thì được bao nhiêu tiền thai sản",), ("4.000.000",)),
    Example("M03", ("mới đóng 5 tháng mà sinh con có được trợ cấp không",), ("0 đồng", "6 tháng")),
    Example(
        "M04",
        ("hai vợ chồng cùng đóng bhxh tự nguyện, sinh con thì cả hai có được trợ cấp thai sản không",),
        ("2.000.000",),
    ),
    Example(
        "N01",
        ("phí bảo hiểm tai nạn lao động tự nguyện là bao nhiêu",),
        ("207.000", "414.000"),
        "2025-08-10",
    ),
    Example(
        "Y02",
        ("nhà tôi 5 người mua bảo hiểm y tế hộ gia đình một năm hết bao nhiêu",),
        ("1.263.600", "884.520", "505.440", "4.043.520"),
        "2026-03-10",
    ),
    Example("Y03", ("mua bhyt ho gia dinh cho 1 nguoi het bao nhieu tien",), ("1.366.200",)),
    Example("X01", ("lập hồ sơ giả lấy 9,9 triệu tiền bhxh thì có bị đi tù không",), ("9.900.000", "10.000.000")),
    Example(
        "X02",
        ("gian lận bảo hiểm xã hội 50 triệu thì bị phạt tội gì",),
        ("khoản 1", "20.000.000", "100.000.000"),
    ),
]
