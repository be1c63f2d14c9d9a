"""What the door says when it does not open."""

from bot.console.web.catalogue import said

WRONG = said("Tên đăng nhập, mật khẩu hoặc mã không đúng.")
WAIT = said("Đã thử sai nhiều lần. Hãy chờ một lát rồi thử lại.")
LATE = said("Phiên đăng nhập đã hết hạn hoặc trình duyệt không giữ cookie (cần HTTPS). Hãy đăng nhập lại.")
PASSWORD_WORDS = {
    "short": said("Mật khẩu phải có ít nhất 12 ký tự."),
    "long": said("Mật khẩu không được dài quá 200 ký tự."),
    "easy": said("Mật khẩu dễ đoán: chứa tên đăng nhập hoặc lặp lại ít ký tự."),
    "differ": said("Hai lần gõ mật khẩu mới không giống nhau."),
    "wrong": said("Mật khẩu hiện tại không đúng."),
}
ELSEWHERE = said("Không đăng nhập được qua hệ thống của tỉnh")
