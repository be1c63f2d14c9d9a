"""Who the Official Account is, and the rules that differ between OAs or that nobody outside Zalo knows."""

from dataclasses import dataclass, field
from typing import Literal

#: Requests a minute by package; a package without a number has no API at all.
PER_MINUTE = {"basic": None, "standard": None, "growth": 100, "full": 2000}
#: Messages outside 48 hours a month by package.
BILLED = {"basic": 0, "standard": 0, "growth": 500, "full": 2000}


@dataclass(frozen=True)
class Account:
    """Ids and secrets, all invented; `code_challenge` is the one saved in the console (None: any own pair)."""

    app_id: str = "360846524940903967"
    app_secret: str = "APP_SECRET_EXAMPLE"
    oa_id: str = "388613280878808645"
    oa_secret: str = "OA_SECRET_EXAMPLE"
    name: str = "OA of the emulator"
    redirect_uri: str = "http://127.0.0.1/zalo/callback"
    code_challenge: str | None = None


@dataclass
class Rules:
    """Switches, each with the value that the documentation makes likeliest."""

    package: Literal["basic", "standard", "growth", "full"] = "growth"
    #: 2 business, 4 government.
    oa_type: Literal[2, 4] = 2
    #: A government OA may get -235 from `cs`; then `/v2.0/oa/message` takes the same body.
    cs_refused: bool = False
    #: In which form the 2,000 characters are counted.
    counted_in: Literal["NFC", "NFD"] = "NFC"
    #: The old rule that help pages still showed: 8 free messages an interaction, then billed.
    eight_free: bool = False
    window_code: Literal[-230, -232] = -230
    #: Refuse everybody who does not follow, even within an open conversation.
    must_follow: bool = False
    list_template: bool = True
    #: Calls come from outside Viet Nam: personal data is refused.
    foreign_address: bool = False

    app_active: bool = True
    #: What a refresh token that was already used gets.
    used_refresh: Literal["error", "empty"] = "error"
    #: How the token endpoint writes its codes; "none" leaves only `error_name`.
    oauth_codes: Literal["number", "string", "none"] = "number"
    dead_refresh_code: int = -14014

    signature: Literal["mac", "bare", "none", "wrong"] = "mac"
    #: First term and key of the webhook's signature.
    signed_as: Literal["app_id", "oa_id"] = "app_id"
    signed_with: Literal["oa_secret", "app_secret"] = "oa_secret"
    #: How often each event is delivered.
    copies: int = 1
    echo: Literal["same", "different", "off"] = "same"
    #: The console's syntax filter: only texts that begin with # arrive.
    only_commands: bool = False
    #: Seconds of the wall clock within which the webhook must have answered 200.
    webhook_limit: float = 2.0
    retry_on: list[str] = field(default_factory=lambda: ["unreachable", "slow", "status"])

    @property
    def per_minute(self) -> int | None:
        return PER_MINUTE[self.package]

    @property
    def billed_a_month(self) -> int:
        return BILLED[self.package]
