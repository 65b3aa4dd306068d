"""Times as the ledger holds them, and in words: section 3 of the format."""
from .strict import DECIMAL_MAX, Malformed, Reader

_MINUTE = 60_000_000
_DAY = 24 * 60 * _MINUTE
_YEAR, _MONTH, _DAY_PRECISION, _MICROSECOND = 0, 1, 2, 5


def _civil(unix_us):
    """(year, month, day, microseconds of the day) in the proleptic Gregorian calendar."""
    days, micros = divmod(unix_us, _DAY)
    # Counted in eras of 400 years that begin on 1 March of year 0.
    era, day_of_era = divmod(days + 719_468, 146_097)
    year_of_era = (day_of_era - day_of_era // 1_460 + day_of_era // 36_524
                   - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    from_march = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * from_march + 2) // 5 + 1
    month = from_march + 3 if from_march < 10 else from_march - 9
    return year_of_era + era * 400 + (month <= 2), month, day, micros


def utc_time(unix_us):
    year, month, day, micros = _civil(unix_us)
    second = micros // 1_000_000
    return (f"{year:04d}-{month:02d}-{day:02d} "
            f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d} UTC")


def _describe_moment(reader):
    unix_us, offset, precision = reader.signed(8), reader.signed(2), reader.unsigned(1)
    if precision > _MICROSECOND:
        raise Malformed("a time has a precision that is not known")
    if precision <= _DAY_PRECISION:
        year, month, day, micros = _civil(unix_us)
        first = micros == 0 and offset == 0
        first = first and (precision == _DAY_PRECISION or day == 1)
        if not first or (precision == _YEAR and month != 1):
            raise Malformed("a date is not midnight UTC of its first day")
        return f"{year:04d}-{month:02d}-{day:02d}"[:len(f"{year:04d}") + 3 * precision]
    if abs(unix_us) > DECIMAL_MAX - 40_000 * _MINUTE:
        raise Malformed("a time is beyond every calendar")
    year, month, day, micros = _civil(unix_us + offset * _MINUTE)
    minute = micros // _MINUTE
    sign = "-" if offset < 0 else "+"
    return (f"{year:04d}-{month:02d}-{day:02d} {minute // 60:02d}:{minute % 60:02d} "
            f"{sign}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}")


def describe_occurred(value):
    """One moment, or two with ` to `, in words."""
    reader = Reader(value)
    words = _describe_moment(reader)
    if reader.at < len(value):
        words += " to " + _describe_moment(reader)
    reader.end()
    return words
