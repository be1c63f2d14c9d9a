"""E-mails through a real server: encrypted, to hidden recipients, and no word of it in any log."""

import logging

import pytest
from pydantic import SecretStr

from bot.notices.mail import Mailer, MailFailed
from tests.notices.post import PASSWORD, USER

TO = ("mot@example.gov.vn", "hai@example.gov.vn")


def send(settings, to=TO):
    Mailer(settings).send(to, "[An Sinh] Tin báo mới #12", "Tin báo mới #12.\n", "a-mail-id")


def failure(settings) -> str:
    with pytest.raises(MailFailed) as caught:
        send(settings)
    return str(caught.value)


def test_it_arrives_as_it_was_written(office, configured):
    send(configured())
    [(recipients, mail)] = office.post.arrived
    assert recipients == list(TO)
    assert (mail["Subject"], mail["From"]) == ("[An Sinh] Tin báo mới #12", "an-sinh@example.gov.vn")
    assert mail.get_content().replace("\r\n", "\n") == "Tin báo mới #12.\n"
    assert (mail["Message-ID"], mail["Auto-Submitted"]) == ("<a-mail-id@example.gov.vn>", "auto-generated")


def test_recipients_do_not_see_each_other(office, configured):
    send(configured())
    [(_, mail)] = office.post.arrived
    assert not any(mailbox in mail.as_string() for mailbox in TO)


@pytest.mark.parametrize("security", ["starttls", "ssl"])
def test_it_travels_encrypted_and_logged_in(opened, configured, authority_file, security):
    office = opened(security, login=security == "starttls")
    login = {"user": USER.decode(), "password": SecretStr(PASSWORD.decode())} if security == "starttls" else {}
    send(configured(port=office.port, security=security, ca_file=authority_file, **login))
    assert len(office.post.arrived) == 1
    assert office.post.encrypted == [True]


@pytest.mark.parametrize("security", ["starttls", "ssl"])
def test_a_server_that_nobody_vouches_for_gets_nothing(opened, configured, security):
    office = opened(security)
    assert failure(configured(port=office.port, security=security)) == "SSLCertVerificationError"
    assert office.post.arrived == []


def test_a_server_without_encryption_gets_nothing_where_it_is_wanted(office, configured, authority_file):
    assert failure(configured(security="starttls", ca_file=authority_file)) == "SMTPNotSupportedError"
    assert office.post.arrived == []


def test_a_wrong_password_is_told_by_its_code_alone(opened, configured, authority_file):
    office = opened("starttls", login=True)
    settings = configured(
        port=office.port, security="starttls", ca_file=authority_file, user="an-sinh", password=SecretStr("wrong-one")
    )
    assert failure(settings) == "SMTPAuthenticationError 535"


@pytest.mark.parametrize("says", ["451 later", "550 5.7.1 mot@example.gov.vn is not for you"])
def test_a_refusal_is_told_by_its_code_alone(office, configured, says):
    office.post.says = [says]
    assert failure(configured()) == f"SMTPDataError {says[:3]}"


def test_nobody_there(configured):
    assert failure(configured(port=1)) == "ConnectionRefusedError"


def test_a_mailbox_that_is_gone_does_not_keep_the_others_from_hearing(office, configured, caplog):
    office.post.refused_mailboxes = {TO[0]}
    send(configured())
    assert [recipients for recipients, _ in office.post.arrived] == [[TO[1]]]
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("bot.")]
    assert ours == ["1 of 2 mailboxes refused a notice"]


def test_where_every_mailbox_is_gone_it_failed(office, configured):
    office.post.refused_mailboxes = set(TO)
    assert failure(configured()) == "SMTPRecipientsRefused"


def test_a_subject_cannot_smuggle_a_head(office, configured):
    with pytest.raises(ValueError, match="linefeed"):
        Mailer(configured()).send(TO, "x\r\nBcc: evil@example.com", "x", "id")
    assert office.post.arrived == []


def test_logs_hold_neither_recipients_nor_password(office, configured, caplog):
    caplog.set_level(logging.DEBUG)
    send(configured())
    failure(configured(port=1))
    ours = "\n".join(one.getMessage() for one in caplog.records if not one.name.startswith(("mail.", "asyncio")))
    assert not any(word in ours for word in (*TO, "#12", PASSWORD.decode()))
