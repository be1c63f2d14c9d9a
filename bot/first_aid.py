"""What somebody who has just been caught by a scam is told first: the steps of the first hour, before any form."""

from bot.advice.advice import Button
from bot.language.reading import readable
from bot.language.scammed import Harm, scammed

TOPIC = "fraud_report"
#: The text (`data/answers/fraud_report.toml`) with the steps for each harm.
ASPECTS = {
    Harm.MONEY_SENT: "lost_money_now",
    Harm.CODE_GIVEN: "gave_otp",
    Harm.APP_INSTALLED: "fake_app_installed",
    Harm.LINK_OPENED: "link_clicked",
    Harm.CARD_SENT: "id_photo_sent",
    Harm.CALL_NOW: "fake_call_now",
}


def first_aid(text: str) -> Button | None:
    """The question that `text` stands for, asked without the model; None where it tells of no harm."""
    harm = scammed(readable(text))
    return Button(text, TOPIC, ASPECTS[harm]) if harm else None
