"""Values of figures that count citizens, and why they do not always add up."""

from collections.abc import Callable

from bot.statistics.books import Books
from bot.statistics.measure import Value
from bot.statistics.scope import Scope

#: A conversation is on one channel and in one group.
SPLITS = ("channel", "audience")
#: For the other dimensions, why parts do not add up.
NO_SUM = {
    "campaign": "Một người có thể đến trong nhiều đợt, mỗi đợt đều tính người đó.",
    "topic": "Một người có thể hỏi nhiều chủ đề, mỗi chủ đề đều tính người đó.",
    "day": "Một người có thể đến nhiều ngày, mỗi ngày đều tính người đó.",
}
WHO = (
    "Lượt thử (chiến dịch có dấu thử) không tính; người chỉ chào hỏi hoặc chỉ gặp lỗi không tính. Một người dùng hai "
    "kênh, hay xóa dữ liệu rồi trở lại, được tính là hai."
)


def citizens(kind: str) -> Callable[[Books, Scope], Value]:
    """The value of a figure that is a number of citizens of one kind (`bot.statistics.people`)."""

    def value(books: Books, scope: Scope) -> Value:
        number = books.people.count(scope, kind)
        return Value(number, number)

    return value
