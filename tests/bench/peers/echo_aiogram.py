"""A peer: aiogram's own first example; with `uvloop` as the argument, on that loop."""
import asyncio
import os
import ssl
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    await message.answer(message.text)


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BOT_API"]))
    # By itself it trusts a list that comes with it, and not the system's.
    session._connector_init["ssl"] = ssl.create_default_context()
    await dispatcher.start_polling(Bot(os.environ["BOT_TOKEN"], session=session), handle_signals=False)


if sys.argv[1:] == ["uvloop"]:
    import uvloop

    uvloop.run(main())
else:
    asyncio.run(main())
