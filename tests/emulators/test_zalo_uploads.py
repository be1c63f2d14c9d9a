"""Uploads: kinds, sizes, life."""

from datetime import timedelta

import pytest

from tests.emulators.zalo.uploads import MEBIBYTE

PNG, JPEG, GIF, PDF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"%PDF-1.7"


def picture(attachment_id):
    element = {"media_type": "image", "attachment_id": attachment_id}
    return {"attachment": {"type": "template", "payload": {"template_type": "media", "elements": [element]}}}


@pytest.mark.parametrize(
    ("kind", "name", "data", "code"),
    [
        ("image", "a.png", PNG, 0),
        ("image", "a.JPG", JPEG, 0),
        ("image", "a.png", PNG.ljust(MEBIBYTE, b"\0"), 0),
        ("image", "a.png", PNG.ljust(MEBIBYTE + 1, b"\0"), -210),
        ("image", "a.gif", GIF, -201),
        ("image", "a.png", b"<svg/>", -201),
        ("gif", "a.gif", GIF, 0),
        ("file", "a.pdf", PDF.ljust(5 * MEBIBYTE, b"\0"), 0),
        ("file", "a.pdf", PDF.ljust(5 * MEBIBYTE + 1, b"\0"), -210),
        ("file", "a.csv", b"a,b", 0),
        ("file", "a.xlsx", b"PK\x03\x04", -201),
        ("file", "a.csv", b"", -201),
    ],
)
def test_kinds_and_sizes(api, kind, name, data, code):
    assert api.upload(kind, name, data)["error"] == code


def test_a_picture_is_sent_by_its_id_until_the_seventh_day(zalo, api):
    data = PNG + bytes(range(256)) + b"\r\n--\r\n"
    attachment_id = api.upload("image", "a.png", data)["data"]["attachment_id"]
    assert zalo.uploads.kept[attachment_id].data == data
    zalo.clock.advance(timedelta(days=7))
    zalo.tokens.grant()
    user = zalo.citizen().user_id
    assert api.send(user, picture(attachment_id))["error"] == 0
    zalo.clock.advance(timedelta(milliseconds=1))
    assert api.send(user, picture(attachment_id))["error"] == -100


def test_a_file_is_sent_by_its_token(zalo, api):
    token = api.upload("file", "to-khai.pdf", PDF)["data"]["token"]
    user = zalo.citizen().user_id
    assert api.send(user, {"attachment": {"type": "file", "payload": {"token": token}}})["error"] == 0
    assert api.send(user, picture(token))["error"] == -100


def test_an_upload_is_multipart_with_a_part_named_file(zalo, api):
    headers = {"access_token": zalo.tokens.current.access}
    path = "/v2.0/oa/upload/image"
    assert api.client.post(path, content=PNG, headers=headers).json()["error"] == -201
    other = api.client.post(path, files={"picture": ("a.png", PNG)}, headers=headers)
    assert other.json() == {"error": -201, "message": "file is invalid!"}


def test_five_thousand_uploads_a_month(zalo, api, monkeypatch):
    monkeypatch.setattr("tests.emulators.zalo.uploads.A_MONTH", 1)
    assert [api.upload("image", "a.png", PNG)["error"] for _ in range(2)] == [0, -211]
    zalo.clock.advance(timedelta(days=15))
    zalo.tokens.grant()
    assert api.upload("image", "a.png", PNG)["error"] == 0
