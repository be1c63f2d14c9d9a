"""The handbook names every setting of files and notices, with the value it has when left out."""

import pytest
from pydantic_settings import BaseSettings

from bot.channels.zalo.fetch_settings import FetchSettings
from bot.evidence.limits import Limits
from bot.notices.settings import MailSettings
from bot.settings import PROJECT

HANDBOOK = (PROJECT / "docs" / "files-and-notices.md").read_text("utf-8")


@pytest.mark.parametrize("settings", [Limits, MailSettings, FetchSettings])
def test_every_setting_is_in_the_handbook(settings: type[BaseSettings]):
    assert f"`{settings.model_config['env_prefix']}…`" in HANDBOOK
    for name, field in settings.model_fields.items():
        assert f"`{name.upper()}`" in HANDBOOK, name
        if isinstance(field.default, int | float) and not isinstance(field.default, bool):
            assert f"{field.default:g}" in HANDBOOK or str(field.default) in HANDBOOK, name
