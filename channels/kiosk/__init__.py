"""The chat on a touch screen in the hall: the page of the web chat, full screen, forgets by itself."""

from channels.base import Channel

CHANNEL = Channel(name="kiosk", buttons=40, max_chars=20_000, links=True, in_browser=True)
