"""Telegram: updates in, messages out, over python-telegram-bot. Off unless a recorded decision switches it on."""

import os

# The library is on its way from seconds to timedelta and warns at every 429 until told which one is wanted.
os.environ.setdefault("PTB_TIMEDELTA", "true")
