"""Commands and deep links: every word of the menu is one that the bot always understands."""

import pytest
from telegram.constants import BotCommandLimit

from bot.channels.telegram.commands import Commands, Typed
from bot.language.shortcuts import Shortcuts
from bot.settings import PROJECT

COMMANDS = Commands.load()
SHORTCUTS = Shortcuts.load(PROJECT / "data" / "answers" / "sources" / "shortcuts.toml")


@pytest.mark.parametrize(
    ("command", "intent"), [("help", "help"), ("person", "talk_to_officer"), ("restart", "restart"), ("stop", "stop")]
)
def test_the_ways_out_do_not_depend_on_the_model(command, intent):
    assert SHORTCUTS.intent(COMMANDS.read(f"/{command}").text) == intent


@pytest.mark.parametrize("typed", ["/HELP", "/help ", "/help@AnSinhBot", "/Help@AnSinhBot\n"])
def test_a_command_as_clients_write_it(typed):
    assert COMMANDS.read(typed) == COMMANDS.read("/help")


@pytest.mark.parametrize("typed", ["/weather", "/help me please", "help", "/", "//help", "/trợ_giúp", "a /help"])
def test_whatever_is_no_command_stays_as_typed(typed):
    assert COMMANDS.read(typed) == Typed(typed)


@pytest.mark.parametrize("campaign", ["hoi_cho-2026", "x", "A" * 64])
@pytest.mark.parametrize("start", ["/start", "/start@AnSinhBot"])
def test_a_deep_link_names_its_campaign(start, campaign):
    assert COMMANDS.read(f"{start} {campaign}") == Typed(COMMANDS.read("/start").text, campaign)


@pytest.mark.parametrize("campaign", ["A" * 65, "hội-chợ", "two words", "a;b", "a\nb", "<b>"])
def test_a_campaign_that_cannot_come_from_a_link_is_dropped(campaign):
    """Typed by hand: the citizen is greeted, and nothing of it reaches statistics."""
    assert COMMANDS.read(f"/start {campaign}") == Typed(COMMANDS.read("/start").text)


def test_telegram_takes_the_menu():
    assert {"help", "person", "restart", "stop"} <= {name for name, _ in COMMANDS.menu}
    for name, description in COMMANDS.menu:
        assert name == name.lower()
        assert len(name) <= BotCommandLimit.MAX_COMMAND
        assert len(description) <= BotCommandLimit.MAX_DESCRIPTION
