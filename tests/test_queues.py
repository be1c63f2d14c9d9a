"""One message at a time per conversation, in order of arrival."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.queues import Queues


def test_messages_of_one_citizen_are_taken_in_order():
    done: list[int] = []

    async def work(queues: Queues, number: int) -> None:
        async with queues.turn("citizen"):
            await asyncio.sleep(0.001 * (5 - number))
            done.append(number)

    async def main() -> int:
        queues = Queues()
        async with asyncio.TaskGroup() as group:
            for number in range(5):
                group.create_task(work(queues, number))
        return len(queues)

    assert asyncio.run(main()) == 0
    assert done == [0, 1, 2, 3, 4]


def test_citizens_do_not_wait_for_one_another():
    async def main() -> list[str]:
        queues, order, gate = Queues(), [], asyncio.Event()

        async def slow() -> None:
            async with queues.turn("slow"):
                await gate.wait()
                order.append("slow")

        async def quick() -> None:
            async with queues.turn("quick"):
                order.append("quick")
            gate.set()

        await asyncio.gather(slow(), quick())
        return order

    assert asyncio.run(main()) == ["quick", "slow"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=30))
def test_nothing_is_left_behind_whatever_happens(turns):
    async def work(queues: Queues, key: str, fails: bool) -> None:
        async with queues.turn(key):
            await asyncio.sleep(0)
            if fails:
                raise ValueError

    async def main() -> int:
        queues = Queues()
        await asyncio.gather(*(work(queues, key, fails) for key, fails in turns), return_exceptions=True)
        return len(queues)

    assert asyncio.run(main()) == 0
