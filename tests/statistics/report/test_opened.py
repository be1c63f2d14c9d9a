"""LibreOffice opens the letter: pages are drawn and kept to be looked at (artefacts/report/)."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from bot.settings import PROJECT
from bot.statistics.report.document import docx
from bot.statistics.report.workbook import xlsx

KEPT = PROJECT / "artefacts" / "report"


def tool(name: str) -> str:
    """A program of this machine. Nothing is skipped: unopened letters are not known to be letters."""
    found = shutil.which(name)
    assert found, f"{name} is missing: apt-get install --no-install-recommends libreoffice-writer-nogui poppler-utils"
    return found


def run(*command: str | Path) -> str:
    return subprocess.run([str(one) for one in command], check=True, capture_output=True, text=True, timeout=240).stdout


@pytest.fixture(scope="module")
def pdf(report, tmp_path_factory) -> Path:
    """The letter of invented talk as PDF."""
    shutil.rmtree(KEPT, ignore_errors=True)
    KEPT.mkdir(parents=True)
    marked = replace(report, is_demonstration=True)
    letter = KEPT / f"{report.name}.docx"
    letter.write_bytes(docx(marked))
    (KEPT / f"{report.name}.xlsx").write_bytes(xlsx(marked))
    profile = tmp_path_factory.mktemp("office").as_uri()
    run(
        tool("soffice"),
        "--headless",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        "pdf",
        "--outdir",
        KEPT,
        letter,
    )
    return letter.with_suffix(".pdf")


@pytest.fixture(scope="module")
def pages(pdf) -> list[str]:
    """The words of each page."""
    return run(tool("pdftotext"), "-layout", pdf, "-").split("\f")[:-1]


def test_the_letter_opens_and_says_what_it_is(pages):
    assert len(pages) >= 5
    first = " ".join(pages[0].split())
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "BÁO CÁO", "tháng 9 năm 2026"):
        assert words in first
    assert "ĐỊNH NGHĨA CÁC CHỈ SỐ" in "".join(pages)


def test_every_page_is_marked(pages):
    assert all(page.count("DỮ LIỆU MẪU") >= 2 for page in pages)


def test_its_pages_are_drawn_and_kept(pdf, pages):
    run(tool("pdftoppm"), "-r", "80", "-png", pdf, KEPT / "page")
    drawn = sorted(KEPT.glob("page-*.png"))
    assert len(drawn) == len(pages) > 0
    assert all(file.stat().st_size > 5_000 for file in drawn)
