"""What all invented talks share."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Self

from bot.advice import rumour_files
from bot.advice.adviser import Adviser
from bot.language.province import Provinces
from bot.operations.seeding.citizens import Citizens
from bot.operations.seeding.others import Others
from bot.operations.seeding.places import Places
from bot.operations.seeding.sightings import Sightings
from bot.operations.seeding.story import Story
from bot.operations.seeding.subjects import Subjects
from bot.operations.seeding.texts import Reply, Texts
from bot.operations.seeding.wording import Lot, Wording
from bot.records.answer_receipts import BESIDE
from bot.records.campaigns import Campaigns
from bot.records.notice import Notice

#: Silence after which a talk begins anew.
PAUSE = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Room:
    """The year, its words, its citizens."""

    story: Story
    adviser: Adviser
    texts: Texts
    wording: Wording
    subjects: Subjects
    others: Others
    places: Places
    sightings: Sightings
    citizens: Citizens
    campaigns: Campaigns
    notice: Notice
    reasons: Lot[str]
    #: Groups that citizens say to belong to.
    groups: Lot[str]
    #: The question for feedback, as it is said every time.
    question: Reply
    notices: tuple[Reply, ...]

    @classmethod
    def load(cls, adviser: Adviser, data: Path, story: Story, citizens: Citizens) -> Self:
        """From the data folder. Raises OSError, KeyError, ValueError and tomllib.TOMLDecodeError."""
        phrases = adviser.phrases
        path = data / "offices" / "provinces.toml"
        provinces = [one.name for one in Provinces.load(path).all()]
        wording = Wording.load(data / "demo" / "wordings.toml", story.table["registers"], provinces)
        rumours = rumour_files.load(data / "rumours", adviser)
        notice = Notice.of(phrases, PAUSE)
        titles = [phrases(f"feedback.{verdict}_button") for verdict in ("good", "bad")]
        return cls(
            story=story,
            adviser=adviser,
            texts=Texts(adviser),
            wording=wording,
            subjects=Subjects(story, adviser.answers, rumours),
            others=Others.load(data),
            sightings=Sightings(story, rumours),
            places=Places.of(*wording.places, path),
            citizens=citizens,
            campaigns=Campaigns.load(data / "offices" / "campaigns.toml"),
            notice=notice,
            reasons=Lot[str](story.table["reasons"].items()),
            groups=Lot[str](story.table["groups"].items()),
            question=Reply.of(phrases("feedback.question"), titles, **{BESIDE: "feedback"}),
            notices=tuple(Reply.of(words, **{BESIDE: "notice"}) for words in notice.texts),
        )
