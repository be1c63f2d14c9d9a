"""What the form of a verdict begins with: nothing, an earlier version, or the verdict of a claim that is like it."""

from collections.abc import Mapping

from bot.advice.rumours import Rumour, Verdict
from bot.cases.claim_room import ClaimRoom
from bot.console.claims.case import Case
from bot.console.claims.judging import Draft


def prefilled(given: Mapping[str, str], case: Case, room: ClaimRoom) -> Draft:
    """By the address: `version` an earlier one, `withdraw` the published one taken back, `from` another claim's."""
    if given.get("withdraw") and case.published:
        # Why it is taken back is the officer's to say; what stood there is not said again.
        return Draft(claim=case.published.claim, verdict=Verdict.NOT_SETTLED, confidence="X")
    wanted = given.get("version", "")
    for version in case.versions:
        if wanted == str(version.version):
            return Draft.of(version)
    rumour = room.known.find(given.get("from", ""))
    return _like(rumour) if rumour else Draft()


def _like(rumour: Rumour) -> Draft:
    return Draft(
        claim=rumour.claim,
        verdict=rumour.verdict,
        refutation=rumour.refutation,
        legal_basis=rumour.legal_basis,
        confidence=rumour.confidence,
        review_by=rumour.review_by.isoformat(),
    )
