"""Channels: one between each foreign wire format and `InboundMessage` / `Reply`."""
