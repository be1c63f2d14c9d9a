"""The themes that figures are shown under, in the order of the menu."""

THEMES: dict[str, str] = {
    "reach": "Ai được tiếp cận",
    "questions": "Người dân hỏi gì",
    "answers": "Trả lời ra sao",
    "officers": "Cán bộ tiếp chuyện",
    "rumours": "Tin đồn và tin báo",
    "targets": "Chỉ tiêu kế hoạch",
    "quality": "Chất lượng của máy và số liệu",
}
