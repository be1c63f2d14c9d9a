"""Data-subject requests in the chat: a menu of rights, then a numbered request with its days."""

from datetime import datetime

from bot.advice.advice import Advice, Button
from bot.cases.clocks import Clocks
from bot.cases.request_states import Kind, Request
from bot.cases.requests import Requests
from bot.cases.spoken import Say, Spoken
from bot.clock import VIETNAM
from bot.outcomes import Outcome

TOPIC = "privacy_rights"
#: The aspect of the button under the texts on privacy, and of the page after it.
MENU, OTHERS = "make_request", "make_request_others"
#: A button that makes a request: `request_` and its kind.
_PREFIX = "request_"
#: Own requests told with the menu, the latest ones.
SHOWN = 2
#: The kinds asked for most; the others stand on a second page.
FIRST = (Kind.SEE, Kind.COPY, Kind.DELETE, Kind.WITHDRAW)


class RightsDesk:
    """Answers presses on its own buttons; the engine never hears of them."""

    def __init__(self, requests: Requests, clocks: Clocks, say: Say):
        self._requests, self._clocks, self._say = requests, clocks, say

    def is_mine(self, button: Button) -> bool:
        """Whether a pressed button is one of this desk."""
        aspect = button.aspect or ""
        return button.intent == TOPIC and (aspect in (MENU, OTHERS) or self._kind(aspect) is not None)

    def hears(self, text: str) -> Button | None:
        """The button that words stand for, None where they are not this desk's."""
        asked = text.casefold().strip(" .!?")
        is_menu = asked in (self._say("request.menu_button").casefold(), self._say("request.menu_words").casefold())
        return Button(text, TOPIC, MENU) if is_menu else None

    def answer(self, conversation_id: str, button: Button, moment: datetime) -> Spoken:
        """The menu, or the request just made."""
        kind = self._kind(button.aspect or "")
        mine = self._requests.of(conversation_id, moment.astimezone(VIETNAM).date())
        if kind is None:
            return self._menu(button.aspect == MENU, mine)
        known = {one.number for one in mine}
        request = self._requests.receive(conversation_id, kind, moment)
        is_known = request.number in known
        text = self._again(request) if is_known else self._received(request)
        return Spoken((Advice(text, Outcome.HANDED_OVER, TOPIC, button.aspect),))

    def _menu(self, is_first: bool, mine: list[Request]) -> Spoken:
        kinds = FIRST if is_first else [kind for kind in Kind if kind not in FIRST]
        buttons = [Button(self._say(f"request.{kind}_button"), TOPIC, f"{_PREFIX}{kind}") for kind in kinds]
        if is_first:
            buttons.append(Button(self._say("request.others_button"), TOPIC, OTHERS))
        lines = [self._standing(request) for request in mine[:SHOWN]] if is_first else []
        text = "\n\n".join([*lines, self._say("request.menu" if is_first else "request.menu_others")])
        return Spoken((Advice(text, Outcome.SUGGESTED, TOPIC, None, tuple(buttons)),))

    def _received(self, request: Request) -> str:
        clock = self._clocks["request_answer"]
        return self._say(
            "request.received",
            kind=self._say(f"request.{request.kind}_button").lower(),
            number=request.number,
            day=_day(request.asked_on),
            answer_days=clock.days,
            answer_by=_day(request.answer_by),
            due=self._due(request),
        )

    def _due(self, request: Request) -> str:
        names = ("request_answer", f"request_{request.kind}")
        told = self._clocks[names[1]].told
        line = self._say("request.due_told", due_on=_day(request.due_on)) if told else self._say("request.due_not_told")
        is_sure = all(self._clocks.due(name, request.asked_on).sure for name in names[: 1 + told])
        return line if is_sure else f"{line} {self._say('request.due_unsure')}"

    def _standing(self, request: Request) -> str:
        """Where a request stands, with what staff said last."""
        last = self._requests.history(request.number)[-1][3]
        words = self._say(f"request.is_{request.state}", answer_by=_day(request.answer_by), text=last)
        kind = self._say(f"request.{request.kind}_button").lower()
        return self._say("request.mine", number=request.number, kind=kind, day=_day(request.asked_on), state=words)

    def _again(self, request: Request) -> str:
        return self._say("request.again", number=request.number, answer_by=_day(request.answer_by))

    @staticmethod
    def _kind(aspect: str) -> Kind | None:
        name = aspect.removeprefix(_PREFIX)
        return Kind(name) if aspect.startswith(_PREFIX) and name in list(Kind) else None


def _day(day: object) -> str:
    return f"{day:%d/%m/%Y}"
