"""Where we differ from PostgreSQL on purpose: the statement's name, and why. Anything else that differs is a bug."""

from __future__ import annotations

# PostgreSQL answers, and we refuse with a clear error.
REFUSED: dict[str, str] = {}

# Both answer, but not with the same; or PostgreSQL refuses and we answer.
ANSWERED: dict[str, str] = {}
