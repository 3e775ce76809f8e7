"""Forms: tables whose cells are labels with their values beside them, 姓名 | 张三 | 性别 | 男."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.normalise import in_place
from retrieval.vocabulary import words

_LONGEST_LABEL = 14  # code points
_LEAST_SHARE = 0.6  # of the rows of a form that are pairs of a label and a value
_FEWEST_ROWS = 2


def is_label(cell: str) -> bool:
    """Return whether a cell says what stands beside it.

    >>> is_label("联系电话"), is_label("法定代表人 :"), is_label("王某某")
    (True, True, False)
    """
    label = "".join(in_place(cell).split()).rstrip(":").partition("(")[0]
    has_digits = any(map(str.isdigit, label))
    return 1 < len(label) <= _LONGEST_LABEL and not has_digits and label.endswith(_endings())


def _endings() -> tuple[str, ...]:
    return tuple(words("form-labels"))


def is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether most rows of a table are labels, each with a value behind it, and some have several of them.

    Two columns of labels and values are a table as good as any.
    """
    if not rows or all(map(is_label, rows[0])):  # the names of columns
        return False
    paired = [row for row in rows if _is_of_pairs(row)]
    filled = sum(len([cell for cell in row if cell]) > 1 for row in rows)
    has_several = any(sum(map(is_label, row)) > 1 for row in paired)
    return has_several and len(paired) >= max(_FEWEST_ROWS, _LEAST_SHARE * filled)


def _is_of_pairs(row: Sequence[str]) -> bool:
    """Return whether each cell of a row that is no label stands behind one; of a blank form nothing does."""
    labels = [is_label(cell) for cell in row if cell]
    behind = zip([False, *labels], labels, strict=False)
    return any(labels) and len(row) > sum(labels) and all(label or before for before, label in behind)


def pairs(row: Sequence[str]) -> Iterator[list[str]]:
    """Yield the cells of a form's row: each label with what stands behind it, and what has no label alone.

    >>> list(pairs(["姓名", "张三", "", "性别", "男"]))
    [['姓名', '张三'], ['性别', '男']]
    """
    waiting: list[str] = []
    for cell in filter(None, row):
        if waiting and (is_label(cell) or len(waiting) > 1):
            yield waiting
            waiting = []
        waiting.append(cell)
        if len(waiting) == 1 and not is_label(cell):
            yield waiting
            waiting = []
    if waiting:
        yield waiting
