"""What is a text for people, as the catalog holds it?"""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, str]
"""Language code (``nl``, ``en``) to text; ``nl`` is always present."""
