"""Claims that citizens have sent, for the pages of the room."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.advice.rumours import Verdict
from bot.cases.claim_verdicts import Found
from bot.cases.officer import Officer
from bot.clock import today
from bot.house import House
from tests.cases.claims import POSTS, copies

MAI, LAN = Officer("mai", "Trần Thị Mai"), Officer("lan", "Phạm Ngọc Lan")
FOUND = Found(
    claim="Nhà nước thu hồi sổ BHXH tự nguyện của người trẻ.",
    verdict=Verdict.FALSE,
    refutation="Không có quy định nào thu hồi sổ. Sổ giấy và sổ điện tử có giá trị như nhau [[theo Điều 25]].",
    legal_basis=["Luật BHXH 41/2024/QH15, Điều 25 khoản 2"],
    confidence="A",
    review_by=date(2027, 6, 30),
)
#: The same as a page sends it.
FIELDS = {
    "claim": FOUND.claim,
    "verdict": "false",
    "refutation": FOUND.refutation,
    "legal_basis": "Luật BHXH 41/2024/QH15, Điều 25 khoản 2",
    "confidence": "A",
    "review_by": "2027-06-30",
    "why": "đã hỏi cơ quan ban hành",
    "newest": "0",
}

Reported = Callable[..., str]
Published = Callable[..., int]


@pytest.fixture
def reported(house: House) -> Reported:
    """A claim that so many people have reported, one of them on each of the last days; gives its key."""

    def made(people: int = 3, post: str = POSTS[0], seed: int = 2) -> str:
        claims = house.claim_room.claims
        keys = {
            claims.reported(
                words, house.conversations.of("web", f"{seed}-{at}"), today() - timedelta(days=at % 5)
            ).claim
            for at, words in enumerate(copies(post, people, seed))
        }
        assert len(keys) == 1
        return keys.pop()

    return made


@pytest.fixture
def published(house: House) -> Published:
    """Publish a verdict on a claim; gives its version."""

    def made(claim: str, found: Found = FOUND) -> int:
        verdicts = house.claim_room.verdicts
        version = verdicts.propose(MAI, claim, found, "đã hỏi cơ quan", today())
        verdicts.publish(LAN, claim, version, "đồng ý", today())
        return version

    return made
