"""How the room of claims names states, verdicts and how sure a verdict is."""

from bot.console.web.catalogue import said

#: Where a claim stands: its word and the colour beside it.
STATES = {
    "open": (said("Chưa có kết luận"), "orange"),
    "judged": (said("Chờ người thứ hai duyệt"), "azure"),
    "published": (said("Đã công bố"), "green"),
}
VERDICTS = {
    "false": said("Sai"),
    "partly_true": said("Đúng một phần"),
    "misread": said("Có thật nhưng bị hiểu sai"),
    "not_settled": said("Chưa đủ căn cứ để kết luận"),
}
CONFIDENCES = {
    "A": said("A: văn bản nói rõ"),
    "B": said("B: có văn bản, còn phải đối chiếu"),
    "C": said("C: chưa kiểm chứng đủ"),
    "X": said("X: không có nguồn"),
}
SORTS = {
    "reach": said("Gặp nhiều nhất"),
    "latest": said("Gặp gần đây nhất"),
    "followers": said("Nhiều người chờ kết luận nhất"),
}
#: What is said when an act is refused.
SAME_PERSON = said("Người đề xuất kết luận không tự công bố: cần một người khác đọc và duyệt.")
CHANGED = said("Trong lúc anh/chị soạn, có người đã đề xuất phiên bản khác. Đọc phiên bản mới bên dưới rồi gửi lại.")
OLDER = said("Phiên bản này không còn mới nhất hoặc không có. Mở lại trang và xem phiên bản đang chờ.")
NO_REASON = said("Ghi vài chữ vì sao: lý do nằm trong lịch sử kết luận.")
UNREADABLE = said("Kết luận chưa gửi được. Xem các chỗ được đánh dấu bên dưới.")
