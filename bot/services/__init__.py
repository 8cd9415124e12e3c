"""Use cases: load, decide, save, notify.  Everything outside comes in through ``bot.core.ports``."""
