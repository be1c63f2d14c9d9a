"""Words people use for one and the same thing in this field, so that few sentences teach many wordings.

A phrase is looked for in the text without diacritics; therefore only phrases are listed that mean nothing else
when written so ("đẻ" and "để" are both "de"). Longer phrases win over shorter ones.
"""

from __future__ import annotations

import re

from ansinh_engine.text import normalise, strip_diacritics

_SETS = {
    "đóng": "nộp, đóng góp, nộp tiền, đóng tiền, đóng phí, trả phí",
    "nhận": "lĩnh, lãnh, hưởng, được hưởng, thụ hưởng, nhận được",
    "rút": "lấy ra, lấy lại, lấy về, rút ra, rút về, rút hết, tất toán",
    "một lần": "một cục, một lượt, một phát, hết một lần, cả cục",
    "lương hưu": "tiền hưu, hưu trí, lương về già, lương già, lương lúc già, hưu bổng, lương hằng tháng khi già",
    "nghỉ hưu": "về hưu, nghĩ hưu",
    "chết": "qua đời, từ trần, tử vong, mất đi, qua đi, chẳng may mất, lỡ mất, không may mất, mất sớm, khuất núi",
    "mai táng": "ma chay, chôn cất, hậu sự, tang lễ, đám tang, đám ma, lo tang",
    "sinh con": "sinh nở, có bầu, mang thai, có thai, đi sinh, sanh, sinh đẻ, thai sản, bầu bì, em bé, mang bầu",
    "vợ chồng": "ông xã, bà xã, chồng tôi, vợ tôi, chồng em, vợ em",
    "bố mẹ": "cha mẹ, ba má, ba mẹ, mẹ tôi, bố tôi, má tôi, mẹ em, bố em",
    "mất sổ": "thất lạc, rơi mất, làm mất, bị mất, đánh rơi, đánh mất, bỏ quên, làm rơi",
    "ghi sai": "nhầm, viết sai, không khớp, bị sai, in sai, sai thông tin, ghi nhầm, sai sót, sai tên, lệch",
    "sửa": "điều chỉnh, chỉnh sửa, đính chính, cập nhật, thay đổi thông tin, đổi thông tin",
    "lừa đảo": "lừa gạt, chiếm đoạt, lừa tiền, giả mạo, mạo danh, xưng là, tự xưng, giả danh, bị lừa, kẻ gian",
    "trình báo": "tố giác, báo cáo, phản ánh, báo tin, khai báo, báo cho, gửi tin báo, báo lại",
    "khiếu nại": "khiếu kiện, khởi kiện, kiện ra tòa, không đồng ý với quyết định",
    "tin đồn": "nghe đồn, nghe nói, thấy bảo, nghe bảo, nghe đâu, người ta nói, trên mạng nói, tiktok, facebook, "
    "fb, mạng xã hội, đồn rằng, có tin, chia sẻ bài",
    "đúng không": "thật không, có thật, thiệt không, đúng hay sai, thật hay giả, có phải không, tin được không, "
    "có đúng, chính xác không, xác nhận giúp",
    "cơ quan bảo hiểm": "bảo hiểm xã hội cơ sở, bảo hiểm xã hội huyện, bảo hiểm xã hội tỉnh, "
    "bảo hiểm xã hội quận, bảo hiểm xã hội thành phố, văn phòng bảo hiểm, bên bảo hiểm",
    "ở đâu": "chỗ nào, nơi nào, địa chỉ, chỗ mô, nơi mô, đi đâu, đến đâu, tới đâu",
    "khi nào": "bao giờ, lúc nào, chừng nào, ngày nào, hồi nào, thời điểm nào",
    "bao lâu": "mấy ngày, mất bao lâu, thời gian bao lâu, mấy hôm, mấy bữa, mấy tuần, bao nhiêu ngày",
    "bao nhiêu": "mấy đồng, nhiêu tiền, mấy triệu, bao nhiêu tiền, mấy trăm",
    "hồ sơ": "giấy tờ, thủ tục, đơn từ, tờ khai, mẫu đơn, cần giấy gì, giấy gì",
    "nhà nước hỗ trợ": "chính phủ hỗ trợ, ngân sách hỗ trợ, được hỗ trợ, nhà nước cho, nhà nước giúp, hỗ trợ thêm",
    "hộ nghèo": "nhà nghèo, sổ nghèo, sổ hộ nghèo, gia đình nghèo",
    "thấp nhất": "tối thiểu, ít nhất, nhỏ nhất, mức sàn",
    "cao nhất": "tối đa, nhiều nhất, lớn nhất, mức trần",
    "chuyển khoản": "ngân hàng, banking, chuyển tiền, qua app, ví điện tử, momo, online, trực tuyến, qua mạng",
    "tổng đài": "hotline, đường dây nóng, số điện thoại, gọi số, số máy",
    "nghỉ việc": "nghỉ vc, nghỉ làm, thôi việc, mất việc, bỏ việc, nghỉ công ty, nghỉ ở công ty, bị sa thải, cho nghỉ",
    "công ty": "xí nghiệp, doanh nghiệp, nhà máy, chỗ làm, nơi làm việc, cơ quan cũ, nhà xưởng",
    "lao động tự do": "làm ruộng, làm rẫy, buôn bán, bán hàng, chạy xe, xe ôm, grab, thợ hồ, phụ hồ, nội trợ, "
    "ngư dân, đi biển, nông dân, làm nông, bán vé số, tiểu thương, làm thuê",
    "gián đoạn": "bỏ sót, bỏ lỡ, trễ hạn, đứt quãng, tạm ngưng, ngưng đóng, ngừng đóng, dừng đóng, quá hạn, lỡ hạn",
    "đóng bù": "truy đóng, nộp bù, đóng lại, nộp lại, đóng thêm cho, bù lại",
    "tai nạn lao động": "bị ngã, té ngã, bị thương, tai nạn, bệnh nghề nghiệp, tai nạn khi làm",
    "thẻ bảo hiểm y tế": "thẻ y tế, bảo hiểm y tế, thẻ khám bệnh, khám bệnh, chữa bệnh, khám chữa bệnh, bệnh viện",
    "cách tính": "tính thế nào, tính ra, công thức, tính sao, tính kiểu gì, tính như thế nào, tính ra sao",
    "điều kiện": "tiêu chuẩn, yêu cầu gì, cần những gì, cần gì",
    "đăng ký": "đăng kí, ghi tên, làm thủ tục tham gia, join, muốn tham gia",
    "quyền lợi": "lợi ích, có lợi, được gì, lợi gì, chế độ gì, có đáng",
    "người cao tuổi": "người già, cụ già, ông cụ, bà cụ, già cả, ông bà",
    "cán bộ": "nhân viên, người thật, tư vấn viên, công chức, chuyên viên",
    "thông tin cá nhân": "dữ liệu cá nhân, riêng tư, bảo mật, dữ liệu của tôi, thông tin của tôi",
    "mã otp": "otp, mã xác thực, mã xác nhận, mật khẩu",
    "từ bắt buộc sang tự nguyện": "chuyển sang tự nguyện, qua tự nguyện, đóng tiếp tự nguyện",
}


def _key(words: str) -> str:
    return strip_diacritics(normalise(words))


_MEANING = {
    _key(phrase): "_" + _key(head).replace(" ", "_")
    for head, phrases in _SETS.items()
    for phrase in (head, *phrases.split(", "))
}
_PHRASE = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _MEANING), key=len, reverse=True)) + r")\b")


def fold(bare: str) -> str:
    """A normalised text without diacritics, each known phrase replaced by one word for its meaning."""
    return _PHRASE.sub(lambda match: _MEANING[match.group(1)], bare)
