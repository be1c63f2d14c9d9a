"""The letter that hands a case over: what the officer chose, as a Word file with the mark of its copy."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import _Footer
from docx.shared import Pt

from bot.cases.handover import content as letter
from bot.cases.handover.document import Letters
from bot.cases.handover.escalation import Escalation, Escalations, Province, grounds, same_office
from bot.cases.officer import Audit, Officer, reason
from bot.cases.reading import Whole
from bot.console.reports.desk import Desk
from bot.console.reports.words import PARTS, STATES, STEPS, clue_label
from bot.evidence.envelope import Kept
from bot.language.province import Provinces
from bot.privacy.masking import mask

#: Points of the mark's letters.
_SMALL = 8
#: In the order of `letter.Agency`.
_FIELDS = ("agency", "parent", "place", "sign", "archive")


class LetterRefused(ValueError):
    """A letter that cannot be written: `fields` are all that is missing or not known."""

    def __init__(self, *fields: str):
        super().__init__(", ".join(fields))
        self.fields = fields


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the officer chose. `signs` are ids of `data/offices/escalation.toml`, `province` a slug or empty."""

    head: Mapping[str, str]
    signs: tuple[str, ...]
    province: str = ""
    addressees: tuple[str, ...] = ()
    position: str = ""
    signer: str = ""
    on_behalf: str = ""
    with_clues: bool = False


class HandOvers:
    """Suggests addressees and writes letters; `own` is how the settings name the agency that hands over."""

    def __init__(
        self,
        desk: Desk,
        letters: Letters,
        escalations: Escalations,
        provinces: Provinces,
        audit: Audit,
        *,
        own: Sequence[str] = (),
    ):
        self._desk, self._letters, self._audit, self._own = desk, letters, audit, own
        self.escalations, self._provinces = escalations, provinces

    def provinces(self) -> list[tuple[str, str]]:
        """Slug and name of every province."""
        return [(one.slug, one.name) for one in self._provinces.all()]

    def addressees(self, wanted: Wanted) -> Sequence[str]:
        """The offices of the chosen signs in the chosen province, without the sender. Raises LetterRefused."""
        return self.escalations.addressees(self._chosen(wanted), self._province(wanted), *self._sender(wanted))

    def to_itself(self, wanted: Wanted) -> bool:
        """Whether the sender stands among the addressees that were typed."""
        return any(same_office(one, own) for one in wanted.addressees for own in self._sender(wanted))

    def check(self, wanted: Wanted) -> Sequence[Escalation]:
        """The signs of a letter that can be written. Raises LetterRefused with all that is missing."""
        signs = self._chosen(wanted)
        missing = [field for field in _FIELDS if not wanted.head.get(field, "").strip()]
        missing += [] if wanted.position.strip() else ["position"]
        missing += ["itself"] if self.to_itself(wanted) else []
        if not wanted.addressees:
            # An office "of the province concerned" receives no letter.
            missing += ([] if self.addressees(wanted) else ["to"]) + ([] if wanted.province else ["province"])
        if missing:
            raise LetterRefused(*missing)
        return signs

    def written(self, officer: Officer, number: int, wanted: Wanted, why: str, today: date) -> tuple[bytes, str]:
        """The letter as DOCX and the mark of this copy, which the audit knows.

        Raises LetterRefused, CaseUnknown, ReasonMissing, DatabaseUnavailable.
        """
        why, signs = reason(mask(why).text), self.check(wanted)
        self._desk.check(officer, number)
        mark = secrets.token_hex(4).upper()
        self._audit(officer.id, "case.letter", f"case/{number}", f"{mark}: {why}")
        opened = self._desk.opened(officer, number, why, today)
        clues = self._desk.clues(officer, number, why) if wanted.with_clues and opened.whole.has_clues else {}
        written = letter.HandOver(
            agency=letter.Agency(*(wanted.head[field].strip() for field in _FIELDS)),
            signature=letter.Signature(wanted.position, wanted.signer, wanted.on_behalf),
            addressees=wanted.addressees or tuple(self.addressees(wanted)),
            case=str(number),
            kind=opened.whole.line.kind,
            received_on=opened.whole.line.opened_on,
            year=today.year,
            told=_told(opened.whole),
            grounds=grounds(signs),
            signs=[one.label for one in signs],
            clues=[(f"{clue_label(token)} {token}", clue) for token, clue in clues.items()],
            files=[_file(kept) for kept in opened.files],
            history=_history(opened.whole),
        )
        return marked(self._letters.write(written), mark), mark

    def _sender(self, wanted: Wanted) -> tuple[str, ...]:
        return (wanted.head.get("agency", ""), *self._own)

    def _chosen(self, wanted: Wanted) -> Sequence[Escalation]:
        try:
            return self.escalations.named(wanted.signs)
        except KeyError:
            raise LetterRefused("signs") from None

    def _province(self, wanted: Wanted) -> Province | None:
        if not wanted.province:
            return None
        found = self._provinces.get(wanted.province)
        if found is None:
            raise LetterRefused("province")
        return Province(found.slug, found.name)


def marked(content: bytes, mark: str) -> bytes:
    """A letter with the mark of its copy below each page; whose copy it is, the audit tells."""
    document = docx.Document(BytesIO(content))
    for section in document.sections:
        for footer in (section.footer, section.first_page_footer):
            footer.is_linked_to_previous = False
            _sign(footer, mark)
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def _sign(footer: _Footer, mark: str) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(f"An Sinh · {mark}")
    run.font.size = Pt(_SMALL)


def _told(whole: Whole) -> list[letter.Line]:
    lines = [letter.Line(PARTS[part], whole.content[part]) for part in PARTS if whole.content.get(part)]
    added = [one for one in whole.messages if one.kind in ("addition", "answer")]
    return [*lines, *(letter.Line(f"Bổ sung ngày {one.said_on:%d/%m/%Y}", one.text) for one in added if one.text)]


def _history(whole: Whole) -> list[letter.Step]:
    """Days and states; who did it and why is nobody's outside of the agency."""
    words = {str(state): word for state, word in STATES.items()} | {"new": STEPS["opened"]}
    return [letter.Step(one.happened_on, words[one.after]) for one in whole.history if one.after in words]


def _file(kept: Kept) -> letter.File:
    facts = kept.facts
    return letter.File(kept.kind, facts.size, facts.sha256_kept, facts.sha256_original, kept.received_on)
