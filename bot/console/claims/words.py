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
MERGED = said("Tin này đã gộp vào tin khác: kết luận nằm ở tin đó.")
NO_REASON = said("Ghi vài chữ vì sao: lý do nằm trong lịch sử kết luận.")
UNREADABLE = said("Kết luận chưa gửi được. Xem các chỗ được đánh dấu bên dưới.")
#: How a sighting came.
WAYS = {"asked": said("Hỏi"), "reported": said("Báo")}
#: Why claims are not regrouped, and what can be done instead.
REFUSED = {
    "same": said("Chọn một tin khác: không gộp hay chuyển một tin vào chính nó."),
    "verdicts": said(
        "Hai tin đang có kết luận khác nhau nên chưa gộp. Sửa kết luận của một tin cho giống tin kia, công bố, rồi gộp."
    ),
    "nothing": said("Chưa chọn lần gặp hay cách nói nào để tách."),
    "all": said("Phải còn ít nhất một cách nói ở lại tin này. Nếu cả tin thuộc về tin khác thì dùng “Gộp”."),
    "wordless": said("Tin mới cần lời của nó: chọn một cách nói đi theo, hoặc viết lời của tin mới."),
    "later": said("Sau lần này đã có lần gộp hoặc tách khác với một trong hai tin. Hoàn tác lần sau trước."),
    "published": said("Tin mới đã có kết luận công bố nên không trả lại được. Nếu là cùng một tin thì dùng “Gộp”."),
    "undone": said("Lần này đã được hoàn tác rồi."),
}
MOVE_CHANGED = said("Trong lúc anh/chị xem, số lần gặp hoặc kết luận đã khác. Xem lại bên dưới rồi làm tiếp.")
MOVE_NO_REASON = said("Ghi vài chữ vì sao: lý do nằm trong lịch sử gộp và tách.")
