"""Numbers in Chinese numerals."""

from __future__ import annotations

# 九千九百九十九万九千九百九十九亿 and as much below it has 31; a longer run is no number.
LONGEST_NUMERAL = 40

HAN_DIGITS = "零一二三四五六七八九"
DIGITS = {character: value for value, character in enumerate(HAN_DIGITS)} | {"〇": 0, "两": 2}
POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}


def numeral(text: str) -> int | None:
    """Return the value of a Chinese numeral, None where it is none.

    >>> numeral("一百二十六"), numeral("三万五"), numeral("三十二亿五千万"), numeral("二〇二〇")
    (126, 35000, 3250000000, 2020)
    >>> numeral("亿") is None
    True
    """
    if not 0 < len(text) <= LONGEST_NUMERAL or text[0] in "百千万亿":
        return None
    if len(text) > 1 and all(character in DIGITS for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    total = myriads = section = digit = 0
    power = 1  # what a last digit without a power of its own counts: 一百二, 三万五
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
            power = 1 if digit == 0 else power
        elif character in "十百千":
            section += (digit or 1) * POWERS[character]
            digit, power = 0, POWERS[character] // 10
        elif character == "万":
            myriads = (section + digit) * 10**4
            section = digit = 0
            power = 10**3
        elif character == "亿":
            total = (total + myriads + section + digit) * 10**8
            myriads = section = digit = 0
            power = 10**7
        else:
            return None
    return total + myriads + section + digit * (power if len(text) > 1 else 1)


def whole_number(text: str) -> int | None:
    """Return the value of a whole number in digits or as a Chinese numeral, None where it is neither.

    >>> whole_number("12"), whole_number("十二"), whole_number("几")
    (12, 12, None)
    """
    return int(text) if text.isdigit() else numeral(text)


def magnitude(text: str) -> int:
    """Return what powers that stand side by side multiply by: 10000 for 万, 10 ** 12 for 万亿."""
    value = 1
    for character in text:
        value *= POWERS[character]
    return value
