"""python-telegram-bot, unmodified, finds a Telegram here: what it reads and raises is what it would there."""

import asyncio
from datetime import UTC, timedelta

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter, TimedOut
from telegram.ext import Application, CallbackQueryHandler, CommandHandler

from tests.emulators.telegram_bot import png

pytest_plugins = ("tests.emulators.telegram_fixtures",)


def run(telegram, job, token=None):
    """Run `job(bot)` with an initialised library bot."""

    async def session():
        async with Bot(
            token or telegram.token, base_url=telegram.base_url, base_file_url=telegram.base_file_url
        ) as bot:
            return await job(bot)

    return asyncio.run(session())


def later(telegram):
    telegram.clock.advance(timedelta(seconds=1))


def test_identity_and_webhook(telegram):
    async def job(bot):
        assert (await bot.get_me()).is_bot
        assert await bot.set_webhook("https://example.vn/hook", secret_token="s", allowed_updates=["message"])
        info = await bot.get_webhook_info()
        assert (info.url, list(info.allowed_updates)) == ("https://example.vn/hook", ["message"])
        with pytest.raises(Conflict):
            await bot.get_updates()
        assert await bot.delete_webhook()
        assert await bot.set_my_commands([("lamlai", "Làm lại")])
        assert [each.command for each in await bot.get_my_commands()] == ["lamlai"]

    run(telegram, job)


def test_a_talk_with_buttons(telegram, citizen):
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Có", callback_data="k1")]])

    async def job(bot):
        sent = await bot.send_message(5001, "<b>Bạn có đóng?</b>", parse_mode="HTML", reply_markup=keyboard)
        assert (sent.text, sent.reply_markup, sent.date.tzinfo) == ("Bạn có đóng?", keyboard, UTC)
        query = Update.de_json(telegram.acts.press(citizen, sent.message_id, "k1"), bot).callback_query
        assert (query.data, query.message.message_id, query.from_user.id) == ("k1", sent.message_id, 5001)
        assert await query.answer("Đã nhận")
        changed = await query.edit_message_text("Đã chọn: Có")
        assert changed.text == "Đã chọn: Có"
        assert changed.reply_markup is None

    run(telegram, job)


def test_pictures_and_files(telegram, citizen):
    async def job(bot):
        sent = await bot.send_photo(5001, png(data=b"abc"), caption="Biểu đồ")
        later(telegram)
        again = await bot.send_photo(5001, sent.photo[-1].file_id)
        assert again.photo == sent.photo
        later(telegram)
        document = await bot.send_document(5001, b"%PDF", filename="mau.pdf")
        assert document.document.file_name == "mau.pdf"
        received = Update.de_json(telegram.acts.photo(citizen, png(data=b"xyz"), "lừa đảo"), bot).message
        file = await bot.get_file(received.photo[-1])
        assert bytes(await file.download_as_bytearray()) == png(data=b"xyz")

    run(telegram, job)


def test_refusals_become_its_errors(telegram, citizen, monkeypatch):
    # Without it the library warns at every RetryAfter, and warnings are errors here.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")

    async def job(bot):
        await bot.send_message(5001, "một")
        with pytest.raises(RetryAfter) as rate:
            await bot.send_message(5001, "hai")
        assert int(rate.value.retry_after.total_seconds()) == 1
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(4, "a")
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Có", callback_data="đ" * 33)]])
        with pytest.raises(BadRequest, match="Button_data_invalid"):
            await bot.send_message(5001, "a", reply_markup=keyboard)
        telegram.fail("sendMessage", "hang", seconds=5)
        with pytest.raises(TimedOut):
            await bot.send_message(5001, "a", read_timeout=0.05)
        telegram.acts.block(citizen)
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await bot.send_message(5001, "a")

    run(telegram, job)


def test_a_wrong_token_is_found_at_the_start(telegram):
    with pytest.raises(InvalidToken):
        run(telegram, lambda bot: bot.get_me(), token="710000001:AnotherToken")


@pytest.mark.parametrize("act", ["voice", "video", "sticker", "location", "contact", "block"])
def test_it_reads_every_update(telegram, citizen, act):
    given = {"location": (21.0, 105.8), "contact": ("+84900000000",)}.get(act, ())
    raw = getattr(telegram.acts, act)(citizen, *given)

    async def job(bot):
        update = Update.de_json(raw, bot)
        assert update.effective_user.id == 5001
        assert update.my_chat_member if act == "block" else getattr(update.message, act)

    run(telegram, job)


def test_its_own_poller_and_handlers(telegram):
    """A citizen starts, presses and is answered, all by the library's own machinery."""
    telegram.state.limits.on = False
    done = asyncio.Event()

    async def started(update, context):
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Có", callback_data="k1")]])
        sent = await update.message.reply_text(f"từ {context.args[0]}", reply_markup=keyboard)
        telegram.acts.press(telegram.state.people.known[5001], sent.message_id, "k1")

    async def pressed(update, _context):
        await update.callback_query.answer()
        done.set()

    async def session():
        builder = Application.builder().token(telegram.token).base_url(telegram.base_url)
        application = builder.base_file_url(telegram.base_file_url).build()
        application.add_handlers([CommandHandler("start", started), CallbackQueryHandler(pressed)])
        async with application:
            await application.updater.start_polling(poll_interval=0, timeout=1)
            await application.start()
            telegram.acts.start(telegram.citizen(), "toroi")
            await done.wait()
            await application.updater.stop()
            await application.stop()

    asyncio.run(session())
    assert [each["text"] for each in telegram.sent(5001)] == ["từ toroi"]
    assert len(telegram.state.callbacks.answers) == 1
