"""What a team would write instead: aiogram, SQLAlchemy's async session, aiosqlite."""
import asyncio
import os
import ssl

from aiogram import Bot, Dispatcher, html
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from sqlalchemy import ForeignKey, event, select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Staff(Base):
    __tablename__ = "staff"
    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]


class Client(Base):
    __tablename__ = "client"
    id: Mapped[int] = mapped_column(primary_key=True)
    phone: Mapped[str]
    name: Mapped[str]


class Visit(Base):
    __tablename__ = "visit"
    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"))
    day: Mapped[str]
    what: Mapped[str]


class Trail(Base):
    __tablename__ = "trail"
    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int]
    client_id: Mapped[int]
    act: Mapped[str]


engine = create_async_engine("sqlite+aiosqlite:///" + os.environ["BENCH_DB"])
sessions = async_sessionmaker(engine, expire_on_commit=False)
dispatcher = Dispatcher()


@event.listens_for(engine.sync_engine, "connect")
def set_pragmas(connection, _) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


@dispatcher.message()
async def look_up(message: Message) -> None:
    async with sessions() as session:
        if not await session.get(Staff, message.from_user.id):
            await message.answer("You are not on the staff.")
            return
        found = await session.scalar(select(Client).where(Client.phone == message.text))
        if not found:
            await message.answer("Nobody has this number.")
            return
        latest = select(Visit).where(Visit.client_id == found.id).order_by(Visit.day.desc()).limit(3)
        visits = [f"{visit.day} {visit.what}" for visit in await session.scalars(latest)]
        session.add(Trail(staff_id=message.from_user.id, client_id=found.id, act="opened"))
        await session.commit()
    card = "\n".join([html.bold(html.quote(found.name)), found.phone, *visits])
    await message.answer(card, parse_mode="HTML")


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BOT_API"]))
    # By itself it trusts a list that comes with it, and not the system's.
    session._connector_init["ssl"] = ssl.create_default_context()
    await dispatcher.start_polling(Bot(os.environ["BOT_TOKEN"], session=session), handle_signals=False)


asyncio.run(main())
