"""A copy in a browser: made, downloaded, opened as the citizen would, handed over; how both pages look."""

import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe

from bot.cases.request_states import Kind
from bot.console.roles import Role
from tests.console.conftest import PICTURES, SIZES
from tests.console.requests.conftest import WORDS

pytestmark = pytest.mark.browser


def serious(page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [
        f"{one['id']} at {one['nodes'][0]['target']}" for one in violations if one["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_copy_is_downloaded_then_handed_over(screen, asked, tmp_path, colours):
    one = asked(Kind.COPY)
    look = screen(Role.CUSTODIAN, color_scheme=colours)
    page = look.open(f"/console/requests/{one.number}")
    look.pictures(f"requests-copy-{colours}")
    assert not serious(page)
    page.get_by_label("Đã đối chiếu người nhận thế nào").fill("đã đối chiếu tại quầy")
    with page.expect_download() as download:
        page.get_by_role("button", name="Lập và tải bản sao").click()
    file = tmp_path / "copy.zip"
    download.value.save_as(file)
    assert download.value.suggested_filename == f"an-sinh-ban-sao-{one.number}.zip"
    with zipfile.ZipFile(file) as archive:
        assert WORDS in archive.read("ban-sao.html").decode()
    page.get_by_label("Cách giao").select_option("person")
    page.get_by_label("Giao khi nào, cho ai").fill("sáng nay, cho chính anh/chị")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Đã giao").click()
    page.get_by_text("Phiếu đã đóng").wait_for()
    page.get_by_text("Lập bản sao").first.wait_for()


def test_the_document_reads_and_prints_without_us(screen, asked, talk, tmp_path, house):
    from bot.clock import now
    from bot.console.requests.copying import made

    one = asked(Kind.COPY)
    talk("một câu rất dài không có dấu cách: " + "x" * 300)
    (tmp_path / "copy.zip").write_bytes(made(house, one, one.conversation_id, now()).content)
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        archive.extractall(tmp_path)
    look = screen(Role.CUSTODIAN)
    page, asked_for = look.page, []
    page.on("request", lambda request: asked_for.append(request.url))
    page.goto((tmp_path / "ban-sao.html").as_uri())
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=PICTURES / f"requests-copy-document-{size}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not serious(page)
    assert len(asked_for) == 1
    assert page.pdf()[:4] == b"%PDF"
