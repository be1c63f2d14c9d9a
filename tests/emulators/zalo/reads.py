"""What the OA can ask: itself, a citizen, a quota."""

from collections.abc import Mapping
from typing import Any

from tests.emulators.zalo.account import Account, Rules
from tests.emulators.zalo.clock import Clock
from tests.emulators.zalo.messages import VIETNAM
from tests.emulators.zalo.people import People
from tests.emulators.zalo.windows import Ledger
from tests.emulators.zalo.wire import Refused, Request, invalid, parsed


class Reads:
    """The reading calls of the OpenAPI."""

    def __init__(self, account: Account, rules: Rules, clock: Clock, people: People, ledger: Ledger) -> None:
        self._account, self._rules, self._clock, self._people, self._ledger = account, rules, clock, people, ledger

    def official_account(self) -> dict[str, Any]:
        """`GET /v2.0/oa/getoa`."""
        return {
            "oaid": self._account.oa_id,
            "name": self._account.name,
            "oa_type": self._rules.oa_type,
            "is_verified": True,
            "num_follower": sum(citizen.follower for citizen in self._people),
            "package_name": self._rules.package,
            "linked_zca": "",
        }

    def user(self, request: Request) -> dict[str, Any]:
        """`GET /v3.0/oa/user/detail?data={"user_id"}`."""
        if self._rules.foreign_address:
            raise Refused(-501, "Personal information is limited due to user ip address not inside Vietnam")
        citizen = self._people.find(parsed(request.query.get("data", ""), "data").get("user_id"))
        if not citizen.follower:
            raise Refused(-213, "User has not followed OA")
        last = citizen.last_interaction
        return {
            "user_id": citizen.user_id,
            "user_id_by_app": citizen.user_id_by_app,
            "display_name": citizen.name,
            "avatar": "https://s120-ava-talk.zadn.vn/default.jpg",
            "user_is_follower": citizen.follower,
            "user_last_interaction_date": last.astimezone(VIETNAM).strftime("%d/%m/%Y") if last else "",
            "tags_and_notes_info": {"notes": [], "tag_names": []},
            "shared_info": citizen.shared_info,
            "dynamic_param": "",
        }

    def quota(self, body: Mapping[str, Any]) -> Any:
        """`POST /v3.0/oa/quota/message`: of a citizen (last interaction in ms) or of the OA (form not known)."""
        if "user_id" in body:
            citizen = self._people.find(body["user_id"])
            last = citizen.last_interaction
            return {"user_id": citizen.user_id, "last_interaction": int(last.timestamp() * 1000) if last else 0}
        if body.get("quota_owner") != "OA":
            raise invalid("user_id")
        total = self._rules.billed_a_month
        remain = total - self._ledger.spent(self._clock.now())
        return [{"product_type": "cs", "quota_type": "sub_quota", "total": total, "remain": remain}]
