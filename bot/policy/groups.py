"""The groups of State support (nhóm được Nhà nước hỗ trợ) and the figure that holds each one's rate."""

#: poor = hộ nghèo, island_commune = xã đảo hoặc đặc khu, near_poor = hộ cận nghèo,
#: ethnic = người dân tộc thiểu số, other = nhóm khác.
GROUPS = {
    "poor": "support_rate_poor",
    "island_commune": "support_rate_island",
    "near_poor": "support_rate_near_poor",
    "ethnic": "support_rate_ethnic",
    "other": "support_rate_other",
}

#: Other names an input may use for a group.
ALIASES = {"poor_or_island": "poor", "island": "island_commune"}
