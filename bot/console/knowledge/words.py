"""What pages say of drafts and changes: a sentence each reason, filled with what it names."""

from bot.console.web.catalogue import said

#: Why a draft cannot be proposed, or what whoever approves has to look at.
PROBLEMS = {
    "needed": said("Cần điền mục này."),
    "loader": said("Trình kiểm tra báo: %(said)s"),
    "not_of_unit": said("Giá trị không hợp với đơn vị (%(unit)s): số nguyên cho tiền, 0,22 hoặc 22%% cho tỷ lệ."),
    "not_from": said("Ngày viết như 2027-01-01."),
    "not_checked_on": said("Ngày viết như 2027-01-01."),
    "not_review_by": said("Ngày viết như 2027-01-01."),
    "not_holds_to": said("Ngày viết như 2027-01-01."),
    "not_confidence": said("Độ chắc là A, B, C hoặc X."),
    "too_early": said("Phải sau %(day)s, ngày giá trị đầu tiên bắt đầu."),
    "begins_there": said("Đã có giá trị bắt đầu đúng ngày này: hãy sửa giá trị đó."),
    "gap": said("Để trống khoảng sau %(day)s: các giai đoạn phải liền nhau."),
    "same_value": said("Giá trị và căn cứ này đang áp dụng rồi."),
    "checked_later": said("Giá trị này đã được soát muộn hơn, ngày %(day)s."),
    "review_before_check": said("Hạn soát lại không được trước ngày soát."),
    "unknown": said("Không có mục này."),
    "hurts": said("Những câu trả lời sau sẽ quá dài hoặc không nói được nữa: %(answers)s."),
    "number_is_figure": said("“%(number)s” là số liệu: viết %(use)s thay cho số."),
    "number": said(
        "“%(number)s” là số gõ tay: dùng mã số liệu; số của riêng ví dụ thì viết {eg 2000000 VND}, "
        "căn cứ thì viết [[Điều 31]]."
    ),
    "number_of_example": said(
        "“%(number)s” là số gõ tay: số của riêng ví dụ thì viết %(use)s; số do luật định thì dùng mã số liệu."
    ),
    "number_is_cited": said("“%(number)s” thuộc căn cứ: viết %(use)s."),
    "leap": said(
        "Từ %(old)s thành %(new)s: hơn gấp đôi, dưới một nửa hoặc khác số chữ số. "
        "Xem lại; nếu đúng thì đánh dấu xác nhận."
    ),
    "too_long": said("%(length)s ký tự kể cả căn cứ vào ngày %(day)s; nhiều nhất %(most)s."),
    "too_many": said("%(count)s câu hỏi tiếp; nhiều nhất %(most)s."),
    "to_itself": said("Câu trả lời không dẫn về chính nó."),
    "same_title": said("Chủ đề này đã có câu khác mang tên nút đó."),
    "not_said": said("Ngày %(day)s câu này không nói ra được: thiếu số liệu, hoặc số liệu hết hạn soát hay chưa rõ."),
    "no_law": said("Câu trả lời không nêu căn cứ và cũng không dùng số liệu nào."),
    "asks": said("Hỏi điều An Sinh không bao giờ hỏi: %(words)s"),
    "promises": said("Thúc giục hoặc hứa hẹn: %(words)s"),
    "host": said("%(host)s không phải trang của cơ quan nhà nước (gov.vn)."),
    "fact_unsaid": said("Bảng sự kiện còn dẫn câu đã mất: “%(words)s”. Người duyệt phải đọc lại theo căn cứ."),
}
#: Why an act on a change was refused.
REFUSED = {
    "own": said("Không ai duyệt hay bác đề xuất của chính mình; chỉ người đề xuất mới rút được."),
    "decided": said("Đề xuất này đã được xử lý rồi."),
    "stale": said("Nội dung đang áp dụng đã đổi sau khi đề xuất: hãy xem lại và đề xuất lại trên bản mới."),
    "broken": said("Bản này không qua được kiểm tra nữa: mở bản thảo để xem lỗi."),
    "same": said("Chưa có gì khác với bản đang áp dụng."),
    "undecided": said("Chỉ hoàn tác được đề xuất đã duyệt."),
    "unknown": said("Việc này không có."),
    "why": said("Cần ghi lý do."),
    "sent": said("Lời đính chính này đã được gửi rồi."),
}
#: What a change is.
STATES = {
    "pending": said("chờ người thứ hai duyệt"),
    "approved": said("đã duyệt"),
    "rejected": said("bị bác"),
    "withdrawn": said("đã rút"),
    "landed": said("đã vào data/"),
    "dropped": said("đã bỏ, data/ đúng"),
    "applied": said("đang áp dụng, chưa xuất vào data/"),
    "conflict": said("mâu thuẫn với data/, không áp dụng"),
}
FIELDS = {
    "from": said("Áp dụng từ ngày"),
    "value": said("Giá trị"),
    "legal_basis": said("Căn cứ"),
    "confidence": said("Độ chắc"),
    "note": said("Ghi chú"),
    "checked_on": said("Soát ngày"),
    "review_by": said("Soát lại trước ngày"),
    "ask": said("Tên nút"),
    "text": said("Câu trả lời"),
    "more": said("Nói kỹ hơn"),
    "example": said("Ví dụ"),
    "next": said("Câu hỏi tiếp"),
    "claim": said("Tin đồn nói gì"),
    "verdict": said("Kết luận"),
    "refutation": said("Lời bác bỏ"),
    "said": said("Cách người dân nói"),
    "holds_to": said("Đúng đến hết ngày"),
    "nth": said("Giai đoạn"),
}
#: What became of a correction in one talk: a state of the outbox, or why it did not get there.
PROGRESS = {
    "pending": said("đang chờ gửi"),
    "failed": said("gửi chưa được, sẽ thử lại"),
    "sent": said("đã gửi"),
    "confirmed": said("đã tới nơi"),
    "dead": said("không gửi được: kênh từ chối hoặc đã hết thời gian được nhắn"),
    "": said("đã nhận để gửi"),
    "no_way_back": said("không có đường nhắn lại (trang web)"),
    "unreachable": said("người dân đã chặn hoặc kênh không nhận"),
    "earlier": said("đã nhận đính chính trước"),
}
#: What stands behind a part's name.
PARTS = {"": said("câu trả lời"), "more": said("nói kỹ hơn"), "example": said("ví dụ")}
VERDICTS = {
    "false": said("sai"),
    "partly_true": said("đúng một phần"),
    "misread": said("hiểu nhầm"),
    "not_settled": said("chưa rõ"),
}
