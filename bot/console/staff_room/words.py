"""What roles are called, and why an account cannot be as it was asked for."""

from bot.console.roles import Role
from bot.console.web.catalogue import said

ROLES = {
    Role.OFFICER: said("Cán bộ tư vấn: đọc hội thoại, trả lời người dân"),
    Role.HANDLER: said("Người xử lý tin báo"),
    Role.CUSTODIAN: said("Người giữ khóa: cho phép mở liên kết tới người báo tin"),
    Role.EDITOR: said("Biên tập nội dung: câu trả lời, con số, tin đồn"),
    Role.MANAGER: said("Quản lý: duyệt, phân công, xem số liệu"),
    Role.AUDITOR: said("Người kiểm tra: xem nhật ký, không sửa gì"),
    Role.ADMINISTRATOR: said("Quản trị: tài khoản; không đọc tin báo"),
}
REFUSED = {
    "name": said("Tên đăng nhập chỉ gồm chữ, số và . _ - @, nhiều nhất 64 ký tự."),
    "taken": said("Đã có tài khoản mang tên đăng nhập này."),
    "full_name": said("Hãy ghi họ tên: tin báo nói về người này sẽ được giấu khỏi chính họ."),
    "roles": said("Hãy chọn ít nhất một vai trò."),
    "administrator_and_reports": said("Quản trị không được đọc tin báo: hãy bỏ một trong hai vai trò."),
    "last": said("Đây là quản trị cuối cùng; hãy lập một quản trị khác trước."),
    "why": said("Hãy ghi lý do, vài chữ."),
}
