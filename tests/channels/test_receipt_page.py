"""The page of a receipt: over HTTP, and in a browser without JavaScript, on a small phone and for screen readers."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from litestar.testing import TestClient
from playwright.sync_api import Browser, Page, Route, expect
from sqlalchemy import update

from bot.app import create_app
from bot.house import House
from bot.records.answer_codes import LENGTH, check_letter, read
from bot.records.guesses import MOST
from bot.settings import PROJECT, Settings
from bot.storage.feedback_tables import AnswerReceipt
from bot.storage.migrate import migrate
from bot.storage.tables import EvidenceUsed, Interaction
from tests.records.two_way_talk import Talk

SCREENS = PROJECT / "artefacts" / "screens"
AXE = PROJECT / "tests" / "assets" / "axe.min.js"
ORIGIN = "http://an-sinh.test"
_UNKNOWN = "2" * (LENGTH - 1)
UNKNOWN = _UNKNOWN + check_letter(_UNKNOWN)


@pytest.fixture(scope="module")
def page_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    built = House.build(Settings(home=tmp_path_factory.mktemp("house"), engine_port=1, chat_per_minute=100_000))
    migrate(built.database)
    yield built
    built.database.close()


@pytest.fixture(scope="module")
def client(page_house: House) -> TestClient:
    # Not entered: the life of the whole app is none of this page's business.
    return TestClient(create_app(page_house), raise_server_exceptions=True)


@pytest.fixture
def code(page_house: House) -> str:
    page_house.two_way.guesses._wrong.clear()
    # In a thread of its own: Playwright keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        return str(apart.submit(Talk(page_house).asks).result().answer_code)


def altered(house: House, code: str, **values: object) -> None:
    with house.database.session() as session:
        turn = session.get_one(AnswerReceipt, read(code)).interaction_id
        session.execute(update(Interaction).where(Interaction.id == turn).values(values))


def corrected(house: House, code: str) -> None:
    with house.database.session() as session:
        turn = session.get_one(AnswerReceipt, read(code)).interaction_id
        of = (EvidenceUsed.interaction_id == turn, EvidenceUsed.figure == "rural_poverty_line")
        session.execute(update(EvidenceUsed).where(*of).values(value=1_234_000))


def erased(house: House, code: str) -> None:
    with house.database.session() as session:
        turn = session.get_one(AnswerReceipt, read(code)).interaction_id
        house.two_way.receipts.erase(session.connection(), [turn])


def test_an_answer_is_shown_as_it_was_said_with_its_sources(client, page_house, code):
    told = page_house.two_way.receipts.find(code)
    page = client.get(f"/bien-nhan/{code}")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))
    for paragraph in told.texts[0].split("\n\n"):
        assert re.sub(r"\s+", " ", paragraph) in plain
    for needed in (code, "còn nguyên", "1.500.000 đồng", "Áp dụng từ", told.data_version, "Máy trả lời tự động"):
        assert needed in plain
    assert page_house.adviser.answers.find(told.topic, told.aspect).ask in plain


def test_neither_who_asked_nor_what_was_asked_stands_on_it(client, page_house):
    talk = Talk(page_house)
    talk.asks()
    with page_house.database.session() as session:
        session.execute(
            update(Interaction)
            .where(Interaction.id == talk.turns()[0].id)
            .values(question="tôi tên Nguyễn Thị Bưởi, hỏi mức đóng")
        )
    address = f"/bien-nhan/{talk.last.answer_code}"
    for body in (client.get(address).text, client.get(f"{address}.json").text):
        for secret in ("Bưởi", talk.conversation, talk.turns()[0].id, talk.state().citizen, "payload"):
            assert secret not in body


def test_json_is_given_by_address_and_by_header(client, code):
    by_address = client.get(f"/bien-nhan/{code}.json")
    by_header = client.get(f"/bien-nhan/{code}", headers={"Accept": "application/json"})
    body = by_address.json()
    assert body == by_header.json()
    assert (body["code"], body["status"], body["author"]) == (code, "unaltered", "machine")
    assert body["evidence"][0]["legal_basis"]
    assert body["corrections"] == []
    assert set(body) == {
        "code", "status", "answered_at", "as_of", "author", "topic", "aspect", "texts", "evidence", "corrections",
        "model_version", "data_version",
    }  # fmt: skip


def test_it_has_no_script_a_form_of_its_own_and_is_kept_by_nobody(client, code):
    for address in ("/bien-nhan", f"/bien-nhan/{code}", "/bien-nhan/xyz"):
        page = client.get(address)
        policy = page.headers["content-security-policy"]
        assert "script-src 'none'" in policy
        assert "form-action 'self'" in policy
        assert "default-src 'none'" in policy
        assert "no-store" in page.headers["cache-control"]
        assert page.headers["x-robots-tag"] == "noindex"
        assert page.headers["referrer-policy"] == "no-referrer"
        assert not re.search(r"<script|style=|\son\w+=", page.text)
    assert "form-action 'none'" in client.get("/").headers["content-security-policy"], "the chat has none"


def test_the_typed_code_leads_to_its_own_address(client, code):
    found = client.get("/bien-nhan", params={"ma": code.lower().replace("-", " ")}, follow_redirects=False)
    assert (found.status_code, found.headers["location"]) == (303, f"/bien-nhan/{code}")
    wrong = client.get("/bien-nhan", params={"ma": '"><script>alert(1)</script>'}, follow_redirects=False)
    assert wrong.status_code == 404
    assert "<script" not in wrong.text


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ("xyz", 404, "sai một chữ"),
        ("7K2M-Q9XD-4HT0", 404, "sai một chữ"),
        (UNKNOWN, 404, "không tìm thấy"),
        ("%2e%2e%2fetc", 404, "sai một chữ"),
        ("á" * 12, 404, "sai một chữ"),
    ],
)
def test_a_wrong_code_is_told_kindly(client, code, typed, status, words):
    page = client.get(f"/bien-nhan/{typed}")
    assert page.status_code == status
    if page.headers["content-type"].startswith("text/html"):
        assert words in page.text
    body = client.get(f"/bien-nhan/{typed}.json")
    assert body.status_code == status


def test_an_erased_answer_is_told_kindly(client, page_house, code):
    erased(page_house, code)
    page = client.get(f"/bien-nhan/{code}")
    assert page.status_code == 410
    assert "đã được xóa" in page.text
    assert client.get(f"/bien-nhan/{code}.json").json()["status"] == "erased"


def test_an_altered_answer_warns(client, page_house, code):
    altered(page_house, code, replies=[{"text": "Không phải đóng gì cả.", "buttons": [], "image": None}])
    assert "không khớp" in client.get(f"/bien-nhan/{code}").text
    assert client.get(f"/bien-nhan/{code}.json").json()["status"] == "altered"


def test_a_figure_that_was_changed_since_is_named(client, page_house, code):
    corrected(page_house, code)
    page = client.get(f"/bien-nhan/{code}").text
    assert "Đã có đính chính" in page
    assert "nay là 1.500.000 đồng" in page
    change = client.get(f"/bien-nhan/{code}.json").json()["corrections"][0]
    assert (change["figure"], change["how"], change["now"]) == ("rural_poverty_line", "corrected", 1_500_000)


def test_who_tries_codes_is_told_to_wait_and_slips_cost_nothing(client, page_house, code):
    for _ in range(3 * MOST):
        assert client.get("/bien-nhan/7K2M-Q9XD-4HT0").status_code == 404
    for _ in range(MOST):
        assert client.get(f"/bien-nhan/{UNKNOWN}").status_code == 404
    barred = client.get(f"/bien-nhan/{code}")
    assert barred.status_code == 429
    assert int(barred.headers["retry-after"]) > 0
    assert "phút" in barred.text
    assert client.get("/bien-nhan").status_code == 200, "the page itself stays open"
    page_house.two_way.guesses._wrong.clear()
    assert client.get(f"/bien-nhan/{code}").status_code == 200


@pytest.fixture
def seen(browser: Browser, client: TestClient) -> Iterator[Page]:
    """A browser without JavaScript, on a phone; the app itself answers it."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    answered_by(page, client)
    yield page
    context.close()


def answered_by(page: Page, client: TestClient) -> None:
    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        given = client.get(path, follow_redirects=False)
        if given.is_redirect:
            # Playwright cannot fulfil a redirect; the browser is shown where it leads.
            given = client.get(given.headers["location"])
        kept = {name: value for name, value in given.headers.items() if name != "content-encoding"}
        route.fulfill(status=given.status_code, headers=kept, body=given.content)

    page.route("**/*", serve)


@pytest.mark.browser
def test_a_code_is_typed_and_read_without_javascript(seen: Page, code: str) -> None:
    seen.goto(f"{ORIGIN}/bien-nhan")
    expect(seen.get_by_role("heading", level=1)).to_have_text("Biên nhận câu trả lời")
    seen.get_by_label("Mã câu trả lời").fill(code)
    seen.get_by_role("button", name="Xem biên nhận").click()
    expect(seen.get_by_text("Nội dung còn nguyên")).to_be_visible()
    expect(seen.get_by_role("heading", name="Căn cứ")).to_be_visible()
    seen.goto(f"{ORIGIN}/bien-nhan/7K2M-Q9XD-4HT0")
    expect(seen.get_by_role("alert")).to_contain_text("chưa đúng")
    expect(seen.get_by_label("Mã câu trả lời")).to_have_value("7K2M-Q9XD-4HT0")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_fits_every_screen_and_has_no_faults_for_screen_readers(
    browser: Browser, client: TestClient, page_house: House, code: str, width: int, scheme: str
) -> None:
    corrected(page_house, code)
    # The page itself allows no script; the checker needs one.
    context = browser.new_context(
        viewport={"width": width, "height": 800}, locale="vi-VN", color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    answered_by(page, client)
    for name, address in (("answer", f"/bien-nhan/{code}"), ("search", "/bien-nhan"), ("wrong", "/bien-nhan/abc")):
        page.goto(ORIGIN + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert json.dumps([one["id"] for one in found["violations"]]) == "[]", found["violations"]
        for box in page.locator("button, input, header a").all():
            assert box.bounding_box()["height"] >= 44
        if scheme == "light" and width != 320:
            SCREENS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SCREENS / f"receipt-{name}-{width}.png", full_page=True)
    context.close()
