"""Files of Telegram, fetched within our own measure."""

import pytest

from bot.channels.contract import Attachment, Kind
from bot.channels.fetching import FetchFailed, Trouble
from bot.channels.telegram.client import Client
from bot.channels.telegram.fetch import Fetch

LONGEST = 1000


@pytest.fixture
def fetch(channel) -> Fetch:
    return Fetch(channel.client, LONGEST)


def attached(channel, update) -> Attachment:
    [attachment] = channel.event(update).attachments
    return attachment


def failed(fetch, attachment) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        fetch.fetch(attachment)
    return caught.value


def test_a_file_is_fetched_by_what_its_update_tells(platform, lan, channel, fetch):
    update = platform.acts.document(lan, b"%PDF-1.7 content", "don.pdf")
    assert fetch.fetch(attached(channel, update)) == b"%PDF-1.7 content"


def test_a_file_that_tells_it_is_too_large_is_not_asked_for(platform, lan, channel, fetch):
    update = platform.acts.document(lan, b"x", "phim.mp4", size=LONGEST + 1)
    before = len(platform.calls)
    failure = failed(fetch, attached(channel, update))
    assert (failure.trouble, failure.again) == (Trouble.TOO_LARGE, False)
    assert len(platform.calls) == before


def test_a_file_larger_than_it_tells_is_not_taken(platform, lan, channel, fetch):
    update = platform.acts.document(lan, bytes(LONGEST + 1), "x.bin")
    told = attached(channel, update)
    assert failed(fetch, Attachment(Kind.FILE, told.reference, {})).trouble is Trouble.TOO_LARGE


def test_what_telegram_itself_finds_too_large_is_too_large(platform, lan, channel):
    update = platform.acts.document(lan, b"x", "phim.mp4", size=30 * 1024 * 1024)
    fetch = Fetch(channel.client, 50 * 1024 * 1024)
    assert failed(fetch, attached(channel, update)).trouble is Trouble.TOO_LARGE


@pytest.mark.parametrize("reference", [None, "", "unknown"])
def test_a_file_that_nobody_knows_is_gone(fetch, reference):
    assert failed(fetch, Attachment(Kind.FILE, reference)).trouble is Trouble.GONE


def test_a_platform_that_is_down_is_asked_again(platform, lan, channel, fetch):
    update = platform.acts.document(lan, b"x", "don.pdf")
    attachment = attached(channel, update)
    platform.fail("getFile", "code", code=500, times=1)
    assert failed(fetch, attachment).again
    assert fetch.fetch(attachment) == b"x"


def test_nobody_there_is_asked_again():
    client = Client("1:token-of-a-test", "http://127.0.0.1:1")
    try:
        assert failed(Fetch(client, LONGEST), Attachment(Kind.FILE, "id")).again
    finally:
        client.close()


def test_the_token_is_in_no_failure(platform, fetch):
    assert platform.token not in str(failed(fetch, Attachment(Kind.FILE, "unknown")))
