"""How the room of requests names rights, states, deadlines and grounds."""

from bot.cases.request_states import COPIED, Handing, Kind, Step
from bot.cases.urgency import Urgency
from bot.console.web.catalogue import said

KINDS = {
    Kind.SEE: said("Xem dữ liệu"),
    Kind.CORRECT: said("Sửa dữ liệu"),
    Kind.COPY: said("Xin bản sao"),
    Kind.DELETE: said("Xóa dữ liệu"),
    Kind.WITHDRAW: said("Rút lại đồng ý"),
    Kind.RESTRICT: said("Hạn chế dùng dữ liệu"),
    Kind.OBJECT: said("Phản đối việc dùng"),
    Kind.COMPLAIN: said("Khiếu nại về dữ liệu"),
}
STATES = {
    Step.RECEIVED: (said("Chờ trả lời"), "orange"),
    Step.ANSWERED: (said("Đã trả lời, đang làm"), "azure"),
    Step.DONE: (said("Đã làm xong"), "green"),
    Step.REFUSED: (said("Từ chối"), "secondary"),
}
#: What stands in the address for several states, beside the states themselves.
GROUPS = {"": said("Đang mở"), "all": said("Tất cả")}
#: Each deadline has its word, and a colour that only underlines it.
URGENCIES = {
    Urgency.LATE: (said("Quá hạn"), "red"),
    Urgency.TODAY: (said("Hạn hôm nay"), "orange"),
    Urgency.SOON: (said("Sắp đến hạn"), "yellow"),
    Urgency.CALM: (said("Còn hạn"), "green"),
    Urgency.DONE: (said("Đã xong"), "secondary"),
}
STEPS = {
    "received": said("Người dân gửi yêu cầu"),
    "answered": said("Trả lời cách giải quyết"),
    "extended": said("Gia hạn"),
    COPIED: said("Lập bản sao"),
    "done": said("Làm xong"),
    "refused": said("Từ chối"),
}
#: What is said when an act is refused.
NO_REASON = said("Ghi vài chữ: người dân đọc câu này, và nó nằm trong lịch sử của phiếu.")
NO_GROUND = said("Chọn một căn cứ trong danh sách: không có căn cứ thì không được từ chối.")
CHANGED = said("Có người vừa làm phiếu này. Đọc lịch sử bên dưới rồi làm tiếp; chữ đã gõ còn nguyên.")
ILLEGAL = said("Phiếu đang ở tình trạng không cho làm việc này.")
EXTENDED_ONCE = said("Phiếu này đã gia hạn một lần. Pháp luật chỉ cho gia hạn một lần, nên không gia hạn nữa.")
DELETE_ONLY = said("Yêu cầu xóa chỉ xong khi dữ liệu được xóa thật: dùng nút “Xóa dữ liệu”.")
COPY_NO_REASON = said("Ghi vài chữ: đã đối chiếu người nhận thế nào. Câu này nằm trong nhật ký.")
NO_COPY = said("Chưa lập bản sao nào cho phiếu này: lập và tải tệp về trước.")
NO_WAY = said("Chọn cách đã giao bản sao.")
COPY_ONLY = said("Yêu cầu bản sao chỉ xong khi đã giao bản sao: dùng mục “Giao bản sao”.")
HELD = said("Cuộc trò chuyện này đang bị giữ (tòa án, thanh tra hoặc tranh chấp) nên chưa xóa được.")
NOT_CONFIRMED = said("Gõ đúng số phiếu để xác nhận: xóa rồi không lấy lại được.")
#: How a copy was handed over.
WAYS = {
    Handing.PERSON: said("Trao tận tay tại nơi tiếp dân"),
    Handing.POST: said("Gửi bưu điện"),
    Handing.MAIL: said("Gửi thư điện tử, tệp có khóa"),
}
#: What an erasure takes away, by table; tables of other rooms stand there by their name.
GOES = {
    "interaction": said("Lời hỏi và câu trả lời trong các lượt"),
    "conversation": said("Mã nhận ra người dân trên kênh"),
    "working_memory": said("Điều đang nói dở"),
    "contact": said("Địa chỉ nhắn tin trên kênh"),
    "outbox_message": said("Tin đang chờ gửi"),
    "inbox_event": said("Nội dung sự kiện kênh gửi tới"),
    "button": said("Nút bấm đã đưa ra"),
    "picture": said("Hình vẽ trong câu trả lời"),
    "receipt_due": said("Biên nhận đang chờ"),
    "answer_receipt": said("Đường từ mã biên nhận tới câu trả lời"),
    "opinion": said("Lời góp ý"),
    "code_try": said("Lần thử mã tin báo"),
    "case_visit": said("Lượt xem tin báo bằng mã"),
    "lease": said("Dấu đang xử lý"),
    "sent_file": said("Tệp đã gửi tới: tên, loại"),
    "sent_file_content": said("Nội dung tệp đã gửi tới"),
    "knowledge_told": said("Con số đã được báo"),
    "learning_candidate": said("Câu đề nghị để huấn luyện"),
    "learning_source": said("Dấu câu huấn luyện lấy từ đâu"),
    "learning_change": said("Thay đổi câu huấn luyện"),
    "turn_ranking": said("Các chủ đề máy đã cân nhắc"),
    "review": said("Nhận xét khi soát câu trả lời"),
    "review_score": said("Điểm xếp hàng soát"),
    "search_turn": said("Chữ dùng để tìm kiếm"),
    "turn_place": said("Tỉnh, xã đã nói tới trong lượt"),
    "statistics_turn": said("Nhóm và nơi ở trong dòng thống kê của các lượt"),
    "statistics_citizen": said("Nhóm trong dòng thống kê của người dân"),
    "officer_talk": said("Cuộc trò chuyện với cán bộ"),
    "talk_message": said("Tin nhắn với cán bộ"),
    "talk_note": said("Ghi chú nội bộ về cuộc trò chuyện"),
    "talk_withheld": said("Tin giữ lại khi cán bộ trả lời"),
}
#: What stays, and why.
STAYS = (
    (said("Số đếm của các lượt: chủ đề, kết quả, ngày"), said("không còn lời nào và không dẫn tới ai")),
    (said("Dấu băm trong chuỗi hồ sơ"), said("để chứng minh hồ sơ không bị sửa; khóa mở nội dung bị hủy")),
    (said("Tin báo đã gửi"), said("không nối với cuộc trò chuyện, giải quyết theo nghĩa vụ pháp luật")),
    (said("Lời của tin đồn đã che"), said("nhiều người cùng truyền, không gắn với ai")),
    (said("Phiếu yêu cầu này"), said("chứng minh quyền đã được thực hiện; không còn đường tới người gửi")),
)
