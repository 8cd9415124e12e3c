"""All that imports rasa: the embedded agent, its tracker store and rendering, and what understands people."""
