"""Zalo's error codes, each mapped once to what has to be done."""

from dataclasses import dataclass

from bot.channels.contract import Failure, SendFailed

#: The access token is not (or no longer) the right one: one renewal, one repeat.
TOKEN = frozenset({"-216", "-220", "-124"})
#: This type of account is refused at `cs`; the old endpoint may take it.
WRONG_TYPE = "-235"
#: The old endpoint is shut down for this account.
SHUT_DOWN = "-240"

_LOGIN = "consent again: `ansinh zalo login`"
_PACKAGE = "buy a package with API for the Official Account (the second dearest or dearer) and link it to the app"
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an error means: the failure, the way out for a person, seconds to wait where waiting helps."""

    failure: Failure
    way_out: str = ""
    retry_after: float | None = None


_GRANT, _SET_UP, _CITIZEN = Failure.GRANT, Failure.CONFIGURATION, Failure.CITIZEN
_LATER, _OURS = Failure.LATER, Failure.OURS

MEANINGS = {
    "-216": Meaning(_GRANT, _LOGIN),
    "-220": Meaning(_GRANT, _LOGIN),
    "-124": Meaning(_GRANT, _LOGIN),
    "-14014": Meaning(_GRANT, _LOGIN),
    "-14020": Meaning(_GRANT, _LOGIN),
    "-223": Meaning(_GRANT, f"the account has not granted the app these rights; {_LOGIN}"),
    "-219": Meaning(_GRANT, "the app is disabled; see the console of the app"),
    "-204": Meaning(_GRANT, "the Official Account is disabled; see OA Manager"),
    "-205": Meaning(_GRANT, "there is no such Official Account; see ANSINH_ZALO_OA_ID"),
    "-209": Meaning(_SET_UP, "activate the app in its console"),
    "-212": Meaning(_SET_UP, "register the Official Account API in the app's console"),
    "-221": Meaning(_SET_UP, "have the Official Account verified"),
    "-224": Meaning(_SET_UP, _PACKAGE),
    WRONG_TYPE: Meaning(_SET_UP, "this type of account cannot send; ask Zalo which right an agency's account needs"),
    SHUT_DOWN: Meaning(_SET_UP, "the old endpoint is shut down; set ANSINH_ZALO_ENDPOINT=cs"),
    "-242": Meaning(_SET_UP, "switch appsecret_proof off in the app's console"),
    "-320": Meaning(_SET_UP, "link a Zalo Cloud Account"),
    "-321": Meaning(_SET_UP, "the Zalo Cloud Account is empty"),
    "-501": Meaning(_SET_UP, "Zalo gives personal data to addresses in Viet Nam only"),
    "-213": Meaning(_CITIZEN, "does not follow the account"),
    "-217": Meaning(_CITIZEN, "blocked invitations"),
    "-218": Meaning(_CITIZEN, "has got as many messages as Zalo allows"),
    "-227": Meaning(_CITIZEN, "banned, or idle for 45 days"),
    "-230": Meaning(_CITIZEN, "has not written for 7 days"),
    "-232": Meaning(_CITIZEN, "has not written for 7 days"),
    "-244": Meaning(_CITIZEN, "refuses this kind of message"),
    "-32": Meaning(_LATER, "too many requests a minute; see ANSINH_ZALO_PER_MINUTE", 20),
    "-211": Meaning(_LATER, "the quota is used up", 3600),
    "-234": Meaning(_LATER, "not at night", 3600),
    "-144": Meaning(_LATER, "the day's quota is used up", 3600),
    "-147": Meaning(_LATER, "the day's quota is used up", 3600),
    "-100": Meaning(_LATER, "an upload has expired; it is uploaded again"),
    "-200": Meaning(_OURS),
    "-201": Meaning(_OURS),
    "-210": Meaning(_OURS, "longer than Zalo takes; see ANSINH_ZALO_TEXT_LIMIT"),
    "-233": Meaning(_OURS),
    "-237": Meaning(_OURS),
    "-248": Meaning(_OURS, "against Zalo's rules for content"),
    "-249": Meaning(_OURS),
}


def refused(code: str, said: str) -> SendFailed:
    """The failure behind a code, with Zalo's own words and the way out; an unknown code is a dead letter."""
    meaning = MEANINGS.get(code, Meaning(Failure.OURS))
    reason = f"Zalo {code} {said[:_LONGEST_TEXT]}".strip()
    reason += f": {meaning.way_out}" if meaning.way_out else ""
    return SendFailed(meaning.failure, reason, code, meaning.retry_after)
