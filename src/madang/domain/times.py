"""Times as they are written everywhere: ISO 8601, UTC, milliseconds. As texts they stand in the order of time."""

from datetime import UTC, datetime

NEVER = "9999-12-31T23:59:59.999Z"


def written(seconds: float) -> str:
    """The time `seconds` after 1970."""
    at = datetime.fromtimestamp(seconds, UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def seconds(time: str) -> float:
    """Since 1970."""
    return datetime.fromisoformat(time).timestamp()


def later(time: str, by: float) -> str:
    return written(seconds(time) + by)


def between(earlier: str, time: str) -> float:
    """The seconds from one to the other."""
    return seconds(time) - seconds(earlier)
