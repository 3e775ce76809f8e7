"""What the benchmarks of the Telegram bot share: a server, the bot in its own process, people who ask."""

import asyncio
import itertools
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.botapi import BotApiServer, Conversation, Message, Person

ROOT = Path(__file__).parents[2]


def questions() -> list[str]:
    """The questions of the gold file of seeds/."""
    lines = (ROOT / "tests/gold/seeds.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines if line.strip()]


@dataclass
class Bot:
    """`youju telegram` in a process of its own."""

    server: BotApiServer
    library: Path
    environment: dict[str, str] = field(default_factory=dict)

    async def start(self) -> None:
        """Start it and wait until it polls."""
        await self.spawn()
        await self.server.polled(60)

    async def spawn(self) -> None:
        """Start it."""
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "YOUJU_LIBRARY": str(self.library),
            "YOUJU_DOCUMENTS": str(ROOT / "seeds"),
            "YOUJU_TELEGRAM_TOKEN": self.server.token,
            "YOUJU_TELEGRAM_API": self.server.address,
            "YOUJU_ALLOWED": "*",
            **self.environment,
        }
        with (self.library.parent / "bot.log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "telegram", env=environment, cwd=ROOT, stderr=log, stdout=log
            )

    async def end(self, number: int) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        return await self.process.wait()

    def cpu_s(self) -> float:
        """The processor time so far, all threads: what a free core would have needed."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> float:
        """The resident memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


@dataclass
class Crowd:
    """People with their private chats and groups, who take turns asking."""

    server: BotApiServer
    people: int
    groups: int
    private: int
    texts: Sequence[str] = field(default_factory=questions)

    def __post_init__(self) -> None:
        """Everybody is in every group; the first ones have private chats."""
        crowd = [self.server.person(f"甲{n}") for n in range(self.people)]
        groups = [self.server.group(f"组{n}", crowd) for n in range(self.groups)]
        places: list[tuple[Person, Conversation, str]] = [
            (person, person.private(), "") for person in crowd[: self.private]
        ]
        others = itertools.cycle(crowd)
        places += [(next(others), group, "/ask ") for group in groups for _ in range(4)]
        self._turns = itertools.cycle(places)
        self._questions = itertools.cycle(self.texts)

    async def ask(self) -> Message:
        """Let the next one ask the next question."""
        person, place, prefix = next(self._turns)
        return await person.says(place, prefix + next(self._questions))


def replies(server: BotApiServer) -> dict[tuple[int, int], list[Message]]:
    """What the bot's messages say now, by the chat and id of the message that they reply to."""

    def collect(world):
        found: dict[tuple[int, int], list[Message]] = {}
        for room in world.rooms.values():
            for message in room.messages.values():
                if message.sender.is_bot and message.reply_to is not None:
                    found.setdefault((room.chat.id, message.reply_to.id), []).append(message)
        return found

    return server.run(collect)


def is_apology(message: Message) -> bool:
    """Whether a message apologises, with a number."""
    return "抱歉" in message.text and "#" in message.text


def tally(server: BotApiServer, asked: list[Message]) -> Counter[str]:
    """How the questions fared: answered once, answered twice, apologised for, both, lost."""
    found = replies(server)
    counts: Counter[str] = Counter()
    for message in asked:
        said = found.get((message.chat.id, message.id), [])
        apologies = sum(map(is_apology, said))
        match len(said) - apologies, apologies:
            case 0, 0:
                counts["lost"] += 1
            case 0, _:
                counts["apologised"] += 1
            case 1, 0:
                counts["answered"] += 1
            case 1, _:
                counts["answered, and a doubt about it"] += 1
            case _:
                counts["answered more than once"] += 1
    return counts


def doubled(server: BotApiServer, asked: list[Message]) -> list[list[Message]]:
    """What was said to the questions that were answered more than once."""
    found = replies(server)
    all_said = [found.get((message.chat.id, message.id), []) for message in asked]
    return [said for said in all_said if len([each for each in said if not is_apology(each)]) > 1]
