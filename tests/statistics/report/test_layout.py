"""The letter against Decree 30/2020/NĐ-CP, annex I, read back from its file."""

import io
from dataclasses import replace
from datetime import date

import docx as word
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from bot.statistics.report.document import docx

MARK = "DỮ LIỆU MẪU – KHÔNG PHẢI SỐ LIỆU THẬT"


def every_paragraph(document):
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def find(document, begin: str):
    return next(one for one in every_paragraph(document) if one.text.startswith(begin))


@pytest.fixture(scope="module")
def short(report):
    """The letter with other settings and without sections, for what is above and below them."""

    def made(office=None, **changes):
        changed = replace(report, office=replace(report.office, **(office or {})), sections=[], **changes)
        return word.Document(io.BytesIO(docx(changed)))

    return made


def test_paper_and_margins(document):
    """A4; above and below 20-25 mm, left 30-35 mm, right 15-20 mm."""
    assert len(document.sections) == 2
    for section in document.sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        assert 20 <= round(section.top_margin.mm, 1) <= 25
        assert 20 <= round(section.bottom_margin.mm, 1) <= 25
        assert 30 <= round(section.left_margin.mm, 1) <= 35
        assert 15 <= round(section.right_margin.mm, 1) <= 20


def test_one_font_in_black_and_of_the_sizes_allowed(document):
    runs = [run for one in every_paragraph(document) for run in one.runs if run.text]
    assert {run.font.name for run in runs} == {"Times New Roman"}
    assert all(run.font.color.rgb is None for run in runs)
    assert {run.font.size.pt for run in runs} <= {11, 12, 13, 14}
    text = [run.font.size.pt for one in document.paragraphs for run in one.runs if len(run.text) > 150]
    assert text
    assert set(text) <= {11, 13, 14}
    style = document.styles["Normal"].element.rPr.rFonts
    assert {style.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}


#: Text, sizes allowed, bold, italic.
ROWS = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False),
    ("Độc lập - Tự do - Hạnh phúc", (13, 14), True, False),
    ("BẢO HIỂM XÃ HỘI VIỆT NAM", (12, 13), False, False),
    ("BẢO HIỂM XÃ HỘI TỈNH", (12, 13), True, False),
    ("Số:", (13,), False, False),
    ("……, ngày 08 tháng 10 năm 2026", (13, 14), False, True),
    ("BÁO CÁO", (13, 14), True, False),
    ("Kết quả tuyên truyền", (13, 14), True, False),
    ("Kính gửi: ", (13, 14), False, False),
    ("I. Người dân được tiếp cận", (13, 14), True, False),
    ("Trên đây là báo cáo", (13, 14), False, False),
    ("GIÁM ĐỐC", (13, 14), True, False),
    ("Nơi nhận:", (12,), True, True),
    ("- Như trên;", (11,), False, False),
    ("- Lưu: VT, TT.", (11,), False, False),
    ("Phụ lục", (14,), True, False),
]


@pytest.mark.parametrize(("begin", "sizes", "bold", "italic"), ROWS, ids=[row[0] for row in ROWS])
def test_every_part_looks_as_the_decree_wants_it(document, begin, sizes, bold, italic):
    run = find(document, begin).runs[0]
    assert run.font.size.pt in sizes
    assert (bool(run.bold), bool(run.italic)) == (bold, italic)


def test_parts_stand_in_their_order(document):
    words = []
    for element in document.element.body.iter(qn("w:p")):
        words.append("".join(node.text or "" for node in element.iter(qn("w:t"))))
    order = [
        "BẢO HIỂM XÃ HỘI VIỆT NAM",
        "Số:",
        "CỘNG HÒA",
        "BÁO CÁO",
        "Kết quả",
        "Kính gửi",
        "I. ",
        "VII. ",
        "Trên đây",
    ]
    order += ["Nơi nhận:", "GIÁM ĐỐC", "Phụ lục"]
    found = [next(at for at, text in enumerate(words) if text.startswith(begin)) for begin in order]
    assert found == sorted(found)
    left, right = document.tables[0].rows[0].cells
    assert "Số:        /BC-BHXH" in left.text
    assert right.text.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")


def test_pages_are_numbered_above_from_the_second_on(document):
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert "".join(one.text for one in section.first_page_header.paragraphs) == ""
        [number] = section.header.paragraphs
        assert number.alignment is WD_ALIGN_PARAGRAPH.CENTER
        assert number._p.xpath(".//w:instrText")[0].text == "PAGE"


def test_every_table_repeats_its_head_and_every_picture_says_what_it_shows(document):
    grids = [table for table in document.tables if table.style.name == "Table Grid"]
    assert len(grids) >= 12
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in grids)
    pictures = document.element.body.findall(".//" + qn("wp:docPr"))
    assert len(pictures) >= 3
    assert all(one.get("descr").startswith("Hình ") for one in pictures)
    assert all(shape.width.mm <= 165.1 for shape in document.inline_shapes)


def test_numbers_of_tables_and_pictures_count_up(document):
    texts = [one.text for one in document.paragraphs]
    for name in ("Bảng", "Hình"):
        numbers = [int(text.split()[1].rstrip(".")) for text in texts if text.startswith(f"{name} ")]
        assert numbers == list(range(1, len(numbers) + 1))


def test_the_annex_defines_every_figure_that_is_shown(document, report):
    annex = document.tables[-1]
    labels = [row.cells[0].text for row in annex.rows[1:]]
    shown = [figure.measure for section in report.sections for figure in section.figures]
    assert labels[: len(shown)] == [one.label for one in shown]
    text = "\n".join(row.cells[1].text for row in annex.rows)
    assert all(one.definition in text for one in shown)
    assert all(table.block.definition in text for section in report.sections for table in section.tables)


def test_the_settings_of_the_province_are_printed(short):
    office = {
        "name": "Bảo hiểm xã hội tỉnh Lào Cai", "place": "Lào Cai", "sign": "BHXH-TT", "signer": "Nguyễn Thị Mẫu",
        "on_behalf": "KT. Giám đốc", "position": "Phó Giám đốc", "addressees": ["Sở Nội vụ", "Ủy ban nhân dân tỉnh"],
        "grounds": "",
    }  # fmt: skip
    text = "\n".join(one.text for one in every_paragraph(short(office)))
    for words in (
        "BẢO HIỂM XÃ HỘI TỈNH LÀO CAI", "Số:        /BC-BHXH-TT", "Lào Cai, ngày 08 tháng 10 năm 2026", "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC", "Nguyễn Thị Mẫu", "- Sở Nội vụ;", "- Ủy ban nhân dân tỉnh;",
        "Bảo hiểm xã hội tỉnh Lào Cai báo cáo",
    ):  # fmt: skip
        assert words in text


def test_early_months_have_two_digits(short):
    assert find(short(made_on=date(2027, 2, 5)), "……, ngày 05 tháng 02 năm 2027")


def test_invented_numbers_are_marked_on_every_page(short):
    made = short(is_demonstration=True)
    for section in made.sections:
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            assert MARK in "\n".join(one.text for one in part.paragraphs)
    assert "dữ liệu bịa để dùng thử" in "\n".join(one.text for one in made.paragraphs)


def test_real_numbers_are_not_marked(document):
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            assert MARK not in "\n".join(one.text for one in part.paragraphs)


def test_its_properties_name_no_person_and_no_program(document):
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by) == ("Bảo hiểm xã hội tỉnh ……",) * 2
    assert "python" not in f"{properties.comments}{properties.title}{properties.keywords}".lower()
