"""The signature: the known vector, both forms, and nothing else."""

import hashlib
import hmac

import pytest

from bot.channels.zalo.signature import sign, signer

APP, KEY, TIME = "360846524940903967", "OA_SECRET_EXAMPLE", "1700000000123"
BODY = (
    '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730",'
    '"recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Thủ tục đăng ký khai '
    'sinh?","msg_id":"96d3cdf3af150460909"},"timestamp":"1700000000123"}'
).encode()
DIGEST = "8ff4c54c072f6bda1f64c4b296fa8496a637300ed58fa21db65df3944a9d9ccf"


def test_the_known_vector():
    assert len(BODY) == 290
    assert sign(APP, BODY, TIME, KEY) == DIGEST


@pytest.mark.parametrize("header", [DIGEST, f"mac={DIGEST}"])
def test_with_and_without_mac(header):
    assert signer(header, BODY, TIME, [APP], KEY) == APP


def test_which_of_the_configured_ids_signed_is_told():
    by_account = sign("388613280878808645", BODY, TIME, KEY)
    assert signer(by_account, BODY, TIME, [APP, "388613280878808645"], KEY) == "388613280878808645"
    assert signer(by_account, BODY, TIME, [APP], KEY) is None


@pytest.mark.parametrize(
    "header",
    [
        "",
        "mac=",
        DIGEST[:-1],
        DIGEST.upper(),
        f"mac=mac={DIGEST}",
        f"{DIGEST}é",
        hmac.new(KEY.encode(), BODY, hashlib.sha256).hexdigest(),
        sign(APP, TIME.encode(), BODY.decode(), KEY),
        sign(APP, BODY, TIME, "APP_SECRET_EXAMPLE"),
    ],
    ids=["none", "bare mac", "short", "upper case", "twice mac", "not ASCII", "HMAC", "other order", "app secret"],
)
def test_anything_else_is_nobodys(header):
    assert signer(header, BODY, TIME, [APP], KEY) is None
