"""The chat in a web page; its page and script are in ``bot/web``."""

from channels.base import Channel

CHANNEL = Channel(name="webchat", buttons=40, max_chars=20_000, links=True, in_browser=True)
