"""One message as Telegram takes it: escaped HTML, plain where that is not understood, text where a picture is not."""

from collections.abc import Mapping
from html import escape
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.channels.telegram.errors import is_of_picture, is_unparsed

#: No picture of a foreign page under an answer.
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(bot: Bot, chat: int, content: Mapping[str, Any], picture: bytes | None) -> str | None:
    """Send; gives the message id, None where neither text nor picture is there. Raises TelegramError."""
    if not content["text"] and picture is None:
        return None
    try:
        return await _sent(bot, chat, content, picture, ParseMode.HTML)
    except BadRequest as error:
        if is_unparsed(error):
            return await _sent(bot, chat, content, picture, None)
        if picture and content["text"] and is_of_picture(error):
            return await _sent(bot, chat, content, None, ParseMode.HTML)
        raise


async def edit(bot: Bot, chat: int, message: int, content: Mapping[str, Any]) -> None:
    """Write a text of ours anew. Raises TelegramError."""
    try:
        await _edited(bot, chat, message, content, ParseMode.HTML)
    except BadRequest as error:
        if is_unparsed(error):
            await _edited(bot, chat, message, content, None)
        elif "message is not modified" not in str(error).lower():
            raise


async def _sent(bot: Bot, chat: int, content: Mapping[str, Any], picture: bytes | None, mode: str | None) -> str:
    text, keyboard = _text(content, mode), _keyboard(content)
    if picture:
        message = await bot.send_photo(chat, picture, caption=text or None, parse_mode=mode, reply_markup=keyboard)
    else:
        message = await bot.send_message(
            chat, text, parse_mode=mode, reply_markup=keyboard, link_preview_options=_NO_PREVIEW
        )
    return str(message.message_id)


async def _edited(bot: Bot, chat: int, message: int, content: Mapping[str, Any], mode: str | None) -> None:
    await bot.edit_message_text(
        _text(content, mode),
        chat,
        message,
        parse_mode=mode,
        reply_markup=_keyboard(content),
        link_preview_options=_NO_PREVIEW,
    )


def _text(content: Mapping[str, Any], mode: str | None) -> str:
    text = str(content["text"])
    return escape(text, quote=False) if mode else text


def _keyboard(content: Mapping[str, Any]) -> InlineKeyboardMarkup | None:
    """One button a row: titles are sentences, and side by side they are cut."""
    rows = [[InlineKeyboardButton(one["title"], callback_data=one["payload"])] for one in content["buttons"]]
    return InlineKeyboardMarkup(rows) if rows else None
