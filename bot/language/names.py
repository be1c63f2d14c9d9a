"""Names that decide a support group: the 53 minority peoples, the 13 special zones at sea."""

#: The peoples beside the Kinh, each with the ways it is written.
PEOPLES = (
    "Tày", "Thái", "Mường", "Khmer/Khơ Me/Khờ Me", "Nùng", "H'Mông/Hmông/Mông/Mèo", "Dao", "Gia Rai/Jrai", "Ngái",
    "Ê Đê/Êđê/Rhade", "Ba Na/Bana", "Xơ Đăng/Xê Đăng", "Sán Chay/Cao Lan/Sán Chỉ", "Cơ Ho/K'Ho", "Chăm", "Sán Dìu",
    "Hrê/H'rê", "Mnông/M'nông", "Ra Glai/Raglai/Raglay", "Xtiêng/Stiêng/S'tiêng", "Bru Vân Kiều/Vân Kiều", "Thổ",
    "Giáy", "Cơ Tu", "Gié Triêng", "Mạ", "Khơ Mú/Khơ Mu", "Co", "Tà Ôi", "Chơ Ro", "Kháng", "Xinh Mun", "Hà Nhì",
    "Chu Ru", "Lào", "La Chí", "La Ha", "Phù Lá", "La Hủ", "Lự", "Lô Lô", "Chứt", "Mảng", "Pà Thẻn", "Cơ Lao",
    "Cống", "Bố Y", "Si La", "Pu Péo", "Brâu", "Ơ Đu", "Rơ Măm", "Hoa",
)  # fmt: skip

#: Names that without diacritics read as other words: "nguoi tho" may be "người thợ", "nguoi co" "người có".
ONLY_WITH_MARKS = frozenset(
    {"Thổ", "Mạ", "Co", "Kháng", "Lào", "Lự", "Chứt", "Mảng", "Cống", "Giáy", "Mèo", "Thái", "Cơ Ho", "Cơ Tu", "Cơ Lao",
     "Bố Y", "La Chí"}
)  # fmt: skip

#: Names that are no other word and stand for the people alone: "em là Khmer".
ALONE = frozenset(
    {"Khmer", "Khơ Me", "H'Mông", "Hmông", "Êđê", "Gia Rai", "Jrai", "Xơ Đăng", "Mnông", "Raglai", "Xtiêng",
     "Vân Kiều", "Hrê", "Sán Dìu"}
)  # fmt: skip

#: Đặc khu since 01/7/2025.
SPECIAL_ZONES = (
    "Vân Đồn", "Cô Tô", "Cát Hải", "Bạch Long Vĩ", "Cồn Cỏ", "Lý Sơn", "Hoàng Sa", "Trường Sa", "Phú Quý",
    "Côn Đảo", "Phú Quốc", "Thổ Châu", "Kiên Hải",
)  # fmt: skip
