"""The parent of an item that does not say whose it is."""


def parent(listed: str | None, asked: str | None) -> str | None:
    """The id of the parent that was listed before, or else the one that the query asks for (``where.column``)."""
    return listed or asked
