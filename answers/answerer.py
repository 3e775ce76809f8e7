"""Questions to replies: understand, search, rank sentences, find spans, weigh the evidence, compose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial

from answers import templates
from answers.adding_up import with_misfits
from answers.beside import settled
from answers.compose import abstention
from answers.deciding import decide
from answers.entrance import Entrance
from answers.events.doers import doer_of
from answers.explaining import Explanation
from answers.finding import Finder
from answers.lexicon import Lexicon, built_in
from answers.matching import Matcher
from answers.pile.in_place import in_place
from answers.put_again import put_again
from answers.questions.bare import bare
from answers.questions.focus import focus_of, subject_of, without_post
from answers.questions.follow_ups import Words, resolve
from answers.questions.intake import clean
from answers.questions.limits import Limit, find_limit, without_lifting
from answers.questions.parts import Part
from answers.questions.references import own_items
from answers.questions.separable import with_verbs_joined
from answers.questions.slips import Corpus, find_slip
from answers.questions.small_talk import without_small_talk
from answers.questions.splitting import split
from answers.questions.terms import Known
from answers.questions.understanding import Understanding, understand
from answers.recalling import is_about_one, item_asked_for, recalled
from answers.reprints import each_counted, with_reprints
from answers.sources import Sources
from answers.structure.answering import Sought, Structures
from answers.summary import brief
from answers.tools import Tools
from answers.types import Abstention, Answer, Compound, Kind, Question, Reply, Turn
from answers.versions import with_others
from answers.weighing import weight_of
from answers.wording import Wording
from retrieval.collector import collector_paused
from retrieval.normalise import normalise
from retrieval.ranking import View
from retrieval.search import Searcher
from retrieval.types import DocumentId

_WEIGHTS_KEPT = 50_000
_REPLIES_KEPT = 2_000
_SLIPS = 2  # of the pen, mended in one question; one with more is not read at all


class Answerer:
    """Answers questions from one library; may be used from several threads."""

    def __init__(self, searcher: Searcher, lexicon: Lexicon | None = None) -> None:
        self.searcher = searcher
        self.sources = Sources(searcher)
        self.finder = Finder(searcher, self.sources, self.bigram_weight)
        self._structures = Structures(self.sources)
        self.teach(lexicon or built_in())

    def teach(self, lexicon: Lexicon) -> None:
        """Use this lexicon from now on."""
        is_word = self.searcher.analyser.segmenter.is_word
        words = tuple(word for word in lexicon.words() if len(word) > 1 and not is_word(word))
        self.lexicon = lexicon
        self.matcher = Matcher(lexicon)
        self.wording = Wording(self.searcher, self.sources, lexicon)
        self._known = Known(words, lexicon.names, lexicon.stop_words)
        self._forget()

    @property
    def _tools(self) -> Tools:
        return Tools(
            self.searcher,
            self.sources,
            self.matcher,
            self.understand,
            self.find,
            self.bigram_weight,
            doer_of,
        )

    def keep_step(self) -> None:
        """Take up what has changed in the library."""
        self.searcher.keep_step()
        self.sources.keep_step()
        self._forget()

    def _forget(self) -> None:
        """Begin to remember anew; what another thread is still working out goes into the former memory."""
        self._structures.forget()
        self._entrance = Entrance(self._tools, self.lexicon, lambda text: self.read(text)[1])
        self._weigh = lru_cache(_WEIGHTS_KEPT)(partial(weight_of, self.searcher))
        self._understood = lru_cache(_REPLIES_KEPT)(self._understand)
        self._search = lru_cache(1)(self.finder.search)  # looked into again by what words a question anew
        # The same question to the same library has the same reply: in a group it is asked more than once.
        self._remembered = lru_cache(_REPLIES_KEPT)(
            lambda *asked: with_misfits(with_reprints(self._reply(*asked), self.sources))
        )

    def reply(self, text: str, earlier: Sequence[Turn] = ()) -> Reply:
        """Return the reply to a question, earlier turns (oldest first) taken into account.

        A greeting before the question and thanks behind it are no part of it.
        Raises `QuestionError` for a text that is no question: empty, too long.
        """
        return self._remembered(clean(without_small_talk(text)), tuple(earlier))

    @collector_paused()
    def _reply(self, asked: str, earlier: tuple[Turn, ...]) -> Reply:
        normalised = normalise(asked)
        text = in_place(bare(normalised.text), self.understand)
        parts = split(text)
        if len(parts) == 1:
            return self._answer(asked, text, earlier)
        understood, understanding = self.read(text)
        whole = Question(asked, asked if understood == text else understood, understanding.kind)
        if (tabled := self._entrance.tabulate(whole, understanding, self._tools, parts[1:])) is not None:
            return tabled  # what and of whom may be said in two parts
        turns, replies = list(earlier), list[Answer | Abstention]()
        for part in parts:
            reply = self._answer(normalised.as_written(part), part, turns, leans=bool(replies))
            turns.append(self._turn_within(reply))
            replies.append(reply)
        rows = self._entrance.as_rows(parts, settled(understanding, replies, self))
        return Compound(Question(asked, asked, Kind.OTHER), rows)

    def _turn_within(self, reply: Answer | Abstention) -> Turn:
        """Return what the next question of the same message may refer to: all that stood before what was asked."""
        turn = self.turn(reply)
        understanding = self.understand(reply.question.understood)
        subject = subject_of(understanding, self.searcher.analyser.segmenter.tag)
        return replace(turn, focus=without_post(subject, understanding) or turn.focus)

    def brief(self, subject: str, document_ids: Sequence[str] | None = None) -> Answer | Abstention:
        """Return cited points on a subject, from these documents only where they are given."""
        asked = clean(subject)
        question = Question(asked, asked, Kind.SUMMARY)
        return each_counted(brief(self._tools, question, self.understand(asked), document_ids), self.sources)

    def turn(self, reply: Reply) -> Turn:
        """Return what a later question may refer to."""
        if isinstance(reply, Compound):
            return self.turn(reply.parts[-1])
        question = reply.question
        understanding = self.understand(question.understood)
        if isinstance(reply, Abstention):
            focus = focus_of(understanding, None)
            return Turn(question.understood, question.kind, focus=focus, limit=question.limit)
        source = self.sources.find(reply.citations[0].quote.passage.id)
        return Turn(
            question.understood,
            question.kind,
            reply.answer,
            reply.items or own_items(normalise(question.text).text),
            tuple(dict.fromkeys(citation.document.id for citation in reply.citations)),
            tuple(dict.fromkeys(citation.quote.passage.id for citation in reply.citations)),
            focus_of(understanding, source),
            question.limit,
        )

    def understand(self, text: str) -> Understanding:
        """Return what a question is found to ask."""
        return self._understood(text)

    def _understand(self, text: str) -> Understanding:
        analyser = self.searcher.analyser
        analysis = analyser.analyse(text)
        self.searcher.look_up(analysis)
        understanding = understand(analysis, analyser.segmenter.tag, self._weigh, self._is_said, self._known)
        others = () if understanding.is_text else self.wording.queries(understanding)
        return replace(understanding, others=others)

    def _is_said(self, pair: str) -> bool:
        return self.searcher.df(pair, View.BIGRAMS) > 0

    def bigram_weight(self, bigram: str) -> float:
        """Return a bigram's idf."""
        return self.searcher.idf(bigram, View.BIGRAMS)

    def _answer(
        self, asked: str, text: str, earlier: Sequence[Turn], leans: bool = False
    ) -> Answer | Abstention:
        """Return the reply to one question; `asked` is how its reader wrote it, `text` the same normalised."""
        if (item := self._recall(asked, text, earlier)) is not None:
            return item
        lifted = without_lifting(text)
        text = text if lifted is None else lifted
        limit = find_limit(text)
        if limit is None and lifted is None and earlier:
            limit = self._carried_limit(text, earlier[-1].limit)
        within = self.sources.labelled(limit.words, limit.year) if limit else ()
        if limit is not None and (within or limit.year):
            return self._answer_within(asked, limit, within, earlier)
        resolved = resolve(text, earlier, self._words)
        understood, understanding = self.read(resolved)
        question = Question(asked, asked if understood == text else understood, understanding.kind)
        beside = earlier[-1].document_ids if earlier else ()
        tabled = self._structures.whole(question, understanding, partial(self._sought, understanding, None))
        if reply := tabled or self._entrance.answer(question, understanding, self._tools, beside):
            return reply
        last = earlier[-1] if earlier and (leans or resolved != text) else None
        return self._put(question, understanding, last)[0]

    def _put(
        self, question: Question, understanding: Understanding, beside: Turn | None = None
    ) -> tuple[Answer | Abstention, Understanding]:
        near = partial(self.wording.near, understanding, lambda: self._search(understanding, None).hits)
        return put_again(understanding, near, self.understand, partial(self.find, question, beside=beside))

    def _carried_limit(self, text: str, said: str) -> Limit | None:
        """Return the limit of the turn before, for a question without one; a place gives way to another: 只看白石市的."""
        limit = find_limit(f"{said}{text}") if said else None
        if limit is None or limit.shown.startswith("《"):
            return limit
        places = [self.sources.labelled((term.text,)) for term in self.understand(text).of_part(Part.ENTITY)]
        within = self.sources.labelled(limit.words, limit.year)
        return None if any(place and set(place).isdisjoint(within) for place in places) else limit

    def read(self, text: str) -> tuple[str, Understanding]:
        """Return a normalised question as it is to be shown, its slips of the pen mended, and what it asks.

        What it asks is put into the documents' words, which is not shown unless there was a slip.
        """
        joined = with_verbs_joined(self.understand(text).analysis, self.searcher.analyser.segmenter)
        understanding = self._in_their_words(self.understand(joined))
        worded = understanding.text
        for _ in range(_SLIPS):
            mended = find_slip(understanding, self._corpus)
            if mended is None:
                break
            understanding = self._in_their_words(self.understand(mended))
        return text if understanding.text == worded else understanding.text, understanding

    def _in_their_words(self, understanding: Understanding) -> Understanding:
        worded = self.wording.of(understanding)
        return understanding if worded == understanding.text else self.understand(worded)

    @property
    def _corpus(self) -> Corpus:
        segmenter = self.searcher.analyser.segmenter
        return Corpus(self.sources.is_said, self.searcher.df, segmenter.is_word, segmenter.tag)

    @property
    def _words(self) -> Words:
        return Words(self.understand, self.searcher.analyser.segmenter.tag, self.sources.is_said)

    def _answer_within(
        self, asked: str, limit: Limit, within: Sequence[DocumentId], earlier: Sequence[Turn]
    ) -> Answer | Abstention:
        """Return the reply to a question that says which documents it is to be answered from."""
        understood, understanding = self.read(resolve(limit.rest, earlier, self._words))
        question = Question(asked, understood, understanding.kind, limit.said)
        if not within:
            reason = templates.no_such_documents(limit.shown)
            return abstention(question, understanding, reason, None, None, self.sources)
        only = frozenset(within)
        tools = replace(self._tools, find=partial(self.find, within=only), within=only)
        tabled = self._structures.whole(question, understanding, partial(self._sought, understanding, only))
        reply = tabled or self._entrance.answer(question, understanding, tools)
        reply = reply or self.find(question, understanding, within=only)
        if isinstance(reply, Answer):
            return replace(reply, notes=(*reply.notes, templates.looked_only_in(limit.shown, len(within))))
        return reply

    def _recall(self, asked: str, text: str, earlier: Sequence[Turn]) -> Answer | None:
        """Return the item of the last reply's list that a question asks for by its number, if it does no more."""
        last = next((turn for turn in reversed(earlier) if turn.items), None)
        place = item_asked_for(text, len(last.items)) if last is not None else None
        if last is None or place is None or is_about_one(earlier[-1], last.items):
            return None
        understanding = self.understand(normalise(last.understood).text)
        question = Question(last.understood, last.understood, understanding.kind)
        listed = self.find(question, understanding)
        if not isinstance(listed, Answer) or listed.items != last.items:
            return None
        return recalled(listed, place, Question(asked, f"{last.understood.rstrip('?')} {text}", Kind.LIST))

    def _sought(self, understanding: Understanding, within: frozenset[DocumentId] | None) -> Sought:
        return Sought(understanding, self.matcher, self._search(understanding, within).hits, within)

    def find(
        self,
        question: Question,
        understanding: Understanding,
        beside: Turn | None = None,
        within: frozenset[DocumentId] | None = None,
    ) -> Answer | Abstention:
        """Return the reply found in single sentences, of some documents alone where they are given.

        `beside` is the turn that the question leans on.
        """
        own = self._search(understanding, within)
        sought = Sought(understanding, self.matcher, own.hits, within)
        structured = self._structures.answer(question, sought)
        if structured is not None:
            return structured
        findings = self.finder.find(understanding, self.matcher, beside, within, own)
        reply = decide(question, understanding, findings, self.sources)
        if isinstance(reply, Answer):
            reply = with_others(reply, understanding, findings.options, self.sources, self.lexicon)
        return self._structures.settle(self._entrance.checked(reply, understanding, within), sought)

    def explain(self, text: str, earlier: Sequence[Turn] = ()) -> tuple[Explanation, ...]:
        """Return how the reply to each question of a message comes about."""
        reply = self.reply(text, earlier)
        made = []
        for part in reply.parts if isinstance(reply, Compound) else (reply,):
            understanding = self._in_their_words(self.understand(normalise(part.question.understood).text))
            _, put = self._put(part.question, understanding)
            made.append(Explanation(put, self.finder.find(put, self.matcher), part))
        return tuple(made)
