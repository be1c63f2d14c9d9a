"""What acts are called on the page; one that has no word here is shown by its own."""

from bot.console.web.catalogue import said

#: By the first part of an act's name: a group to filter by.
GROUPS = {
    "login": said("Đăng nhập"),
    "logout": said("Đăng xuất"),
    "session": said("Phiên đăng nhập"),
    "staff": said("Tài khoản cán bộ"),
    "export": said("Xuất dữ liệu"),
    "case": said("Tin báo"),
    "identity": said("Mở liên kết người báo"),
    "file": said("Tệp gửi kèm"),
    "claim": said("Tin đồn"),
    "request": said("Quyền dữ liệu"),
    "talk": said("Cuộc trò chuyện"),
    "knowledge": said("Kiến thức"),
    "learning": said("Huấn luyện"),
    "review": said("Soát câu trả lời"),
}


def group_of(what: str) -> str:
    """The word of an act's group."""
    return GROUPS.get(what.partition(".")[0], what)
