"""A message as it is read: without what frames it, with those of whom it asks first and by their names."""

from __future__ import annotations

from answers.questions.aims import with_plain_aims
from answers.questions.each import with_each_first, with_papers_of_places, with_whole_behind
from answers.questions.frames import without_frame
from answers.questions.pieces import with_people_apart
from answers.questions.short_places import with_places_spelled
from answers.questions.side_by_side import with_names_side_by_side
from answers.questions.spoken_forms import with_written_forms


def bare(text: str) -> str:
    """Return a normalised message without what frames it, those of whom it asks by their names and first.

    >>> bare("麻烦查一下,湘鄂两省谁的产值高?谢谢")
    '湖南、湖北谁的产值高?'
    """
    text = with_names_side_by_side(
        with_plain_aims(with_places_spelled(with_written_forms(without_frame(text))))
    )
    return with_people_apart(with_whole_behind(with_each_first(with_papers_of_places(text))))
