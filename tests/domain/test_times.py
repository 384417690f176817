"""Times as they are written everywhere."""

from madang.domain import times


def test_a_time_is_written_and_read() -> None:
    assert times.written(0) == "1970-01-01T00:00:00.000Z"
    assert times.written(1_764_063_660.1239) == "2025-11-25T09:41:00.123Z"
    assert times.seconds("2025-11-25T09:41:00.123Z") == 1_764_063_660.123
    assert times.later("2025-12-31T23:59:59.500Z", 0.75) == "2026-01-01T00:00:00.250Z"
    assert times.later("2026-01-01T00:00:00.000Z", -1) == "2025-12-31T23:59:59.000Z"


def test_the_order_of_the_texts_is_that_of_time() -> None:
    moments = [0, 999_999_999, 1_764_063_660, 1_764_063_660.5, 4e9]
    assert sorted(times.written(at) for at in reversed(moments)) == [times.written(at) for at in moments]
    assert times.written(4e9) < times.NEVER
    assert times.seconds(times.NEVER) > 4e9


def test_what_is_between_two_times_is_counted_in_seconds() -> None:
    assert times.between("2026-11-26T09:00:00.000Z", "2026-11-26T09:01:00.500Z") == 60.5
    assert times.between("2026-11-26T09:01:00.000Z", "2026-11-26T09:00:00.000Z") == -60
