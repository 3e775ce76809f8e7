"""A checked draft as a Telegram message: the counts, then what needs a hand, with the sources folded below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from answers.checking.checked import Checked, Verdict
from bot import texts
from bot.rendering import checks
from bot.rendering.plain import Look
from bot.telegram.rendering.drafts import drafts
from bot.telegram.rendering.markup import Block, Run, Style, block
from bot.telegram.store.records import Draft


def drafts_of(checked: Sequence[Checked]) -> tuple[Draft, ...]:
    """Return the messages on a checked draft."""
    return drafts(list(_blocks(checked)))


def all_of(checked: Sequence[Checked]) -> tuple[Draft, ...]:
    """Return the messages with a line for each sentence."""
    return drafts(
        [
            block(Run(checks.summary(checked), Style.BOLD)),
            *(
                block(
                    texts.check_row(
                        number, texts.VERDICTS[one.verdict], checks.cut(one.sentence), checks.short_place(one)
                    )
                )
                for number, one in enumerate(checked, 1)
            ),
        ]
    )


def one_of(number: int, checked: Checked) -> tuple[Draft, ...]:
    """Return the messages on one sentence, both texts in full."""
    lines = checks.whole(number, checked)
    return drafts(
        [block(Run(line.text, Style.BOLD) if line.look is Look.LEAD else line.text) for line in lines]
    )


def _blocks(checked: Sequence[Checked]) -> Iterator[Block]:
    yield block(Run(checks.summary(checked), Style.BOLD))
    numbered = list(enumerate(checked, 1))
    for number, one in numbered:
        if one.verdict is Verdict.DIFFERS:
            yield from (block(line) for line in _differences(number, one))
    for number, one in numbered:
        if one.verdict is Verdict.ABSENT:
            yield block(texts.check_absent(number, "、".join(one.missing) or checks.cut(one.sentence)))
    for number, one in numbered:
        if one.dropped:
            yield block(texts.check_sentence(number, texts.check_dropped(one.dropped)))
    for number, one in numbered:
        if one.verdict.needs_a_hand and one.citations:
            quote = checks.told_by(one)
            label = texts.CHECK_NEAREST if one.verdict is Verdict.ABSENT else texts.CHECK_SOURCE
            yield block(texts.check_sentence(number, f"{label}{quote}"), folded=True)
            yield block(checks.short_place(one), folded=True)


def _differences(number: int, checked: Checked) -> Iterator[str]:
    place = checks.short_place(checked)
    for one in checked.differences:
        yield texts.check_differs(
            number, one.written or texts.NOT_THERE, one.source or texts.NOT_THERE, place
        )
