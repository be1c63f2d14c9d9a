"""An independent client, PyPI zalo-sdk, reads the platform as we do: a guard against mistakes shared by our own two."""

import pytest
import zalo_sdk
import zalo_sdk.oa


@pytest.fixture
def client(zalo):
    return zalo_sdk.oa.Client(
        zalo.account.app_id,
        zalo.account.app_secret,
        access_token=zalo.tokens.current.access,
        endpoint_prefix=zalo.url,
    )


def say(client, user_id, text):
    return client.send_message(zalo_sdk.oa.ZaloRecipient(user_id=user_id), zalo_sdk.oa.ZaloMessageBody(text=text))


def test_it_sends_a_text(zalo, client):
    citizen = zalo.citizen()
    answer = say(client, citizen.user_id, "Xin chào")
    assert [sent.text for sent in zalo.messages.to(citizen.user_id)] == ["Xin chào"]
    assert answer["data"]["message_id"] == zalo.messages.all[0].message_id


def test_it_reads_a_citizen_and_the_quota(zalo, client):
    citizen = zalo.citizen("Bác Tư")
    assert client.get_user_detail(citizen.user_id)["data"]["display_name"] == "Bác Tư"
    assert client.get_zalo_user_quotas(citizen.user_id)["data"]["last_interaction"] == zalo.clock.milliseconds()
    assert client.get_zalo_oa_quotas("OA", "cs")["data"][0]["remain"] == 500


def test_it_uploads_a_file(zalo, client):
    token = client.upload_file(b"%PDF-1.7", "file", "to-khai.pdf", "application/pdf")["data"]["token"]
    assert zalo.uploads.kept[token].data == b"%PDF-1.7"


def test_it_understands_a_closed_window(zalo, client):
    with pytest.raises(zalo_sdk.ZaloOAException) as refused:
        say(client, zalo.citizen(ago=None).user_id, "x")
    assert refused.value._code == -230


def test_it_reacts_through_the_second_door(zalo, client):
    citizen = zalo.citizen()
    written = zalo.acts.text(citizen, "Chào").message_id
    action = zalo_sdk.oa.ZaloAction("/-strong", written)
    client.send_message(zalo_sdk.oa.ZaloRecipient(user_id=citizen.user_id), action=action, category="action")
    assert zalo.messages.reactions == [(citizen.user_id, written, "/-strong")]
