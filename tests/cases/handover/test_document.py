"""The letter against Decree 30/2020/NĐ-CP, annex I, and against what it must never tell."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from bot.cases.handover.content import File, HandOver, Line, Step
from bot.evidence.kinds import Kind
from tests.cases.handover.letters import AGENCY, LETTERS, PICTURES, SIGNATURE, file, plain, whole


def written(letter: HandOver):
    return docx.Document(io.BytesIO(LETTERS.write(letter)))


def every_paragraph(document):
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def text_of(document) -> str:
    return "\n".join(paragraph.text for paragraph in every_paragraph(document))


def find(document, begin: str):
    [found] = [one for one in every_paragraph(document) if one.text.startswith(begin)]
    return found


def look(paragraph) -> tuple[float, bool, bool]:
    [run] = paragraph.runs
    return run.font.size.pt, bool(run.bold), bool(run.italic)


@pytest.fixture(scope="module")
def document():
    return written(whole())


def test_paper_and_margins(document):
    """A4; above and below 20-25 mm, left 30-35 mm, right 15-20 mm."""
    for section in document.sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        assert 20 <= round(section.top_margin.mm, 1) <= 25
        assert 20 <= round(section.bottom_margin.mm, 1) <= 25
        assert 30 <= round(section.left_margin.mm, 1) <= 35
        assert 15 <= round(section.right_margin.mm, 1) <= 20


def test_one_font_in_black(document):
    fonts = {run.font.name for one in every_paragraph(document) for run in one.runs}
    assert fonts == {"Times New Roman"}
    assert all(run.font.color.rgb is None for one in every_paragraph(document) for run in one.runs)
    style = document.styles["Normal"].element.rPr.rFonts
    assert {style.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}


def test_pages_are_numbered_in_the_middle_above_from_the_second_on(document):
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert "".join(one.text for one in section.first_page_header.paragraphs) == ""
        [number] = section.header.paragraphs
        assert number.alignment is WD_ALIGN_PARAGRAPH.CENTER
        assert number._p.xpath(".//w:instrText")[0].text == "PAGE"
        [run] = number.runs
        assert 13 <= run.font.size.pt <= 14


def test_the_annex_counts_its_own_pages(document):
    starts = [one._sectPr.findall(qn("w:pgNumType")) for one in document.sections]
    assert [[number.get(qn("w:start")) for number in found] for found in starts] == [["1"], ["1"]]


#: Text, sizes allowed, bold, italic.
ROWS = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False),
    ("Độc lập - Tự do - Hạnh phúc", (13, 14), True, False),
    ("BẢO HIỂM XÃ HỘI VIỆT NAM", (12, 13), False, False),
    ("BẢO HIỂM XÃ HỘI TỈNH LÀO CAI", (12, 13), True, False),
    ("Số: 123/BHXH-TTKT", (13,), False, False),
    ("Lào Cai, ngày 05 tháng 02 năm 2027", (13, 14), False, True),
    ("V/v chuyển tin báo", (12, 13), False, False),
    ("Kính gửi:", (13, 14), False, False),
    ("KT. GIÁM ĐỐC", (13, 14), True, False),
    ("PHÓ GIÁM ĐỐC", (13, 14), True, False),
    ("Nguyễn Thị Mẫu", (13, 14), True, False),
    ("Nơi nhận:", (12,), True, True),
    ("- Như trên;", (11,), False, False),
    ("- Lưu: VT, TTKT.", (11,), False, False),
    ("Phụ lục", (14,), True, False),
    ("DANH MỤC TÀI LIỆU", (13, 14), True, False),
    ("(Kèm theo Công văn số 123/BHXH-TTKT ngày 05 tháng 02 năm 2027", (13, 14), False, True),
]


@pytest.mark.parametrize(("begin", "sizes", "bold", "italic"), ROWS, ids=[row[0] for row in ROWS])
def test_every_part_looks_as_the_decree_wants_it(document, begin, sizes, bold, italic):
    size, is_bold, is_italic = look(find(document, begin))
    assert size in sizes
    assert (is_bold, is_italic) == (bold, italic)


def test_nation_stands_right_of_the_agency_and_each_name_has_its_line(document):
    left, right = document.tables[0].rows[0].cells
    assert left.text.split("\n")[:2] == ["BẢO HIỂM XÃ HỘI VIỆT NAM", "BẢO HIỂM XÃ HỘI TỈNH LÀO CAI"]
    assert right.text.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")
    for cell in (left, right):
        assert len(cell._tc.xpath(".//w:pBdr")) == 1
    assert all(one.alignment is WD_ALIGN_PARAGRAPH.CENTER for one in (*left.paragraphs, *right.paragraphs) if one.text)


def test_the_text_is_justified_indented_and_apart(document):
    opening = find(document, "Bảo hiểm xã hội tỉnh Lào Cai nhận được tin báo")
    form = opening.paragraph_format
    assert form.alignment is WD_ALIGN_PARAGRAPH.JUSTIFY
    assert form.first_line_indent.mm in (pytest.approx(10, abs=0.1), pytest.approx(12.7, abs=0.1))
    assert form.space_after >= Pt(6)
    assert 1 <= form.line_spacing <= 1.5
    assert 13 <= look(opening)[0] <= 14


def test_copies_stand_left_of_the_signature(document):
    left, right = document.tables[1].rows[0].cells
    assert [one.text for one in left.paragraphs] == [
        "Nơi nhận:",
        "- Như trên;",
        "- BHXH Việt Nam (để b/c);",
        "- Lưu: VT, TTKT.",
    ]
    assert right.text.startswith("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC")


def test_several_addressees_stand_below_each_other(document):
    texts = [one.text for one in document.paragraphs]
    at = texts.index("Kính gửi:")
    assert texts[at + 1] == "- Công an tỉnh Lào Cai;"
    assert texts[at + 2].startswith("- Phòng An ninh mạng")
    assert texts[at + 2].endswith(".")


def test_one_addressee_stands_behind_the_address():
    assert find(written(plain()), "Kính gửi: Công an")


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026"),
        (date(2026, 3, 10), "ngày 10 tháng 3 năm 2026"),
        (date(2026, 12, 1), "ngày 01 tháng 12 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_two_digits(day, printed):
    assert find(written(whole(dated_on=day)), f"Lào Cai, {printed}")


def test_number_and_day_stay_open_for_the_clerk():
    document = written(plain())
    assert find(document, "Số:           /BHXH-TTKT")
    assert find(document, "Lào Cai, ngày      tháng      năm 2027")
    assert find(written(whole(number=None)), "(Kèm theo Công văn số           /BHXH-TTKT ngày      tháng")


def test_headings_are_numbered_without_gaps():
    heads = [one.text for one in written(whole()).paragraphs if one.text[:2] in {f"{n}." for n in range(1, 9)}]
    assert [head[0] for head in heads] == ["1", "2", "3", "4", "5"]
    heads = [one.text for one in written(plain()).paragraphs if one.text[:2] in {f"{n}." for n in range(1, 9)}]
    assert heads == ["1. Nội dung tin báo", "2. Tài liệu kèm theo", "3. Căn cứ"]


def test_every_file_is_listed_with_its_digests(document):
    table = document.tables[2]
    letter = whole()
    assert len(table.rows) == len(letter.files) + 1
    for row, one in zip(table.rows[1:], letter.files, strict=True):
        digests = row.cells[3].text.replace(" ", "")
        assert one.sha256_kept in digests
        assert (one.sha256_original in digests.replace(one.sha256_kept, "")) is (one.kind in PICTURES)
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")


def test_without_files_there_is_no_annex():
    document = written(plain())
    assert len(document.sections) == 1
    assert "Người báo tin không gửi kèm tài liệu." in text_of(document)


@pytest.mark.parametrize("kind", sorted({str(kind) for kind in Kind} - {"webp", "gif", "heic"}))
def test_every_kind_that_can_be_kept_has_its_name(kind):
    assert "byte" in text_of(written(whole(files=[file(1, kind)])))


def test_numbers_of_persons_are_masked_whoever_put_them_in():
    letter = whole(
        told=[Line("Sự việc", "Tôi là Lan, CCCD 079199000123, số 0912345678")],
        history=[Step(date(2026, 11, 20), "Gọi lại 0912345678")],
    )
    text = text_of(written(letter))
    assert "079199000123" not in text
    assert "0912345678" not in text
    assert "[CCCD_1]" in text


def test_there_is_no_field_for_who_reported():
    """Whoever adds a field to these decides that it cannot tell who reported, and adds it here."""
    letter = "agency signature addressees case kind received_on year told grounds signs clues files history"
    assert " ".join(one.name for one in fields(HandOver)) == f"{letter} number dated_on also_to"
    assert " ".join(one.name for one in fields(File)) == "kind size sha256_kept sha256_original received_on"


def test_the_file_tells_no_person_program_or_time_of_day(document):
    properties = document.core_properties
    assert properties.author == properties.last_modified_by == AGENCY.name
    assert properties.comments == ""
    assert properties.created == properties.modified == datetime(2027, 2, 5, tzinfo=UTC)


def test_it_tells_that_nobody_knows_the_reporter(document):
    assert "không lưu thông tin về người báo tin" in text_of(document)


@pytest.mark.parametrize("words", ["<w:t>x</w:t>", "a & b", "{agency}", "\x00\x07\ud800\uffffx", "=1+1", "]]>"])
def test_words_of_citizens_are_only_words(words):
    document = written(whole(told=[Line("Sự việc", words)]))
    expected = "".join(char for char in words if char >= " " and char not in "\ud800\uffff")
    assert f"Sự việc: {expected}" in text_of(document)


#: The order that the format wants within these parts; Word calls a file broken that has another one.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc rPr sectPr",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "tblPr": "tblStyle tblW jc tblBorders tblLayout tblCellMar tblLook",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u lang",
}


@pytest.mark.parametrize("letter", [whole(), plain()], ids=["whole", "plain"])
def test_parts_stand_in_the_order_of_the_format(letter):
    with zipfile.ZipFile(io.BytesIO(LETTERS.write(letter))) as archive:
        for name in archive.namelist():
            if not name.startswith("word/") or not name.endswith(".xml"):
                continue
            root = etree.fromstring(archive.read(name))
            for part, order in ORDER.items():
                for found in root.iter(qn(f"w:{part}")):
                    children = [etree.QName(child).localname for child in found]
                    known = [order.split().index(child) for child in children if child in order.split()]
                    assert known == sorted(known), (name, part, children)


def test_long_names_do_not_break_it():
    letter = replace(whole(), signature=replace(SIGNATURE, name="N" * 200), addressees=["Công an " + "x" * 300])
    assert "N" * 200 in text_of(written(letter))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_opens_it(tmp_path):
    (tmp_path / "letter.docx").write_bytes(LETTERS.write(whole()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "letter.docx"],
        check=True,
        capture_output=True,
        timeout=240,
    )
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
