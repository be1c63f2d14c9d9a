"""Zalo Official Account: `channel.Zalo` is the channel, the other files are one step of it each."""
