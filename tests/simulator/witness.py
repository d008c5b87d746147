#!/usr/bin/env python3
"""An outside witness: checks journals of the simulator against aiogram's model of the Bot API.

    pip install -r requirements.txt
    witness.py JOURNAL...      checks journal files, one JSON object a line
    witness.py --self-test     shows that planted mistakes are found

Every call must fit `aiogram.methods.<Method>`, every update `aiogram.types.Update`, every
successful answer what the method returns: no field missing, none of a wrong type, and none that
aiogram does not know, at any depth. Prints `calls N, updates M, problems K` and for each problem
where it is and what kind it is, never a value. The exit code is 1 if there is any problem.
"""

import json
import sys
from typing import Any, Iterator

import aiogram.methods
from aiogram.types import Update
from pydantic import BaseModel, TypeAdapter, ValidationError

# An uploaded file is not in the journal; this stands in for it.
UPLOADED = "attach://uploaded"


def main(arguments: list[str]) -> int:
    if arguments == ["--self-test"]:
        return self_test()
    if not arguments or arguments[0].startswith("-"):
        print(__doc__)
        return 2
    entries = []
    for path in arguments:
        with open(path, encoding="utf-8") as lines:
            entries += [json.loads(line) for line in lines if line.strip()]
    calls, updates, problems = check(entries)
    print(f"calls {calls}, updates {updates}, problems {len(problems)}")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def check(entries: list[dict]) -> tuple[int, int, list[str]]:
    """Counts calls and updates, and lists the problems of all entries."""
    calls, updates, problems = 0, 0, []
    for entry in entries:
        if entry["kind"] == "call":
            calls += 1
            problems += check_call(entry)
        elif entry["kind"] == "update":
            updates += 1
            kinds = "/".join(kind for kind in entry["update"] if kind != "update_id")
            problems += fit(Update, entry["update"], f"update {kinds}")
        else:
            problems.append(f"entry {entry.get('n')}: unknown kind")
    return calls, updates, problems


def check_call(entry: dict) -> Iterator[str]:
    name = entry["method"]
    method = getattr(aiogram.methods, name[:1].upper() + name[1:], None)
    if method is None:
        yield f"{name}: unknown method"
        return
    params = dict(entry["params"])
    for file in entry["files"]:
        if file["field"] in method.model_fields:
            params.setdefault(file["field"], UPLOADED)
    yield from fit(method, params, name)
    answer = entry["answer"]
    if isinstance(answer, dict) and answer.get("ok") is True:
        yield from fit(method.__returning__, answer["result"], f"{name} answer")


def fit(kind: Any, value: Any, where: str) -> list[str]:
    """The problems of one value: what does not validate, and what nobody asked for."""
    try:
        read = TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        return [f"{where}: {path(problem['loc'])}: {problem['type']}" for problem in error.errors()]
    return [f"{where}: {path(place)}: unknown field" for place in unknown_fields(read, ())]


def unknown_fields(value: Any, place: tuple) -> Iterator[tuple]:
    """The places of all fields that no model below this value knows."""
    if isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            yield (*place, name)
        for name in value.__class__.model_fields:
            yield from unknown_fields(getattr(value, name), (*place, name))
    elif isinstance(value, (list, tuple)):
        for number, item in enumerate(value):
            yield from unknown_fields(item, (*place, number))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from unknown_fields(item, (*place, name))


def path(place: tuple) -> str:
    return ".".join(str(part) for part in place) or "(all)"


def self_test() -> int:
    """Plants one mistake at a time and checks that each is found, and that none is invented."""
    person = {"id": 101, "is_bot": False, "first_name": "Anna"}
    chat = {"id": 101, "type": "private", "first_name": "Anna"}
    message = {"message_id": 1, "from": person, "chat": chat, "date": 1930381200, "text": "hello"}
    button = {"text": "Find", "callback_data": "find"}

    def call(method: str, params: dict, result: Any = True, files: tuple = ()) -> dict:
        return {"kind": "call", "method": method, "params": params, "files": list(files),
                "status": 200, "answer": {"ok": True, "result": result}}

    def send(button: dict = button, message: dict = message, **params: Any) -> dict:
        markup = {"inline_keyboard": [[button]]}
        return call("sendMessage", {"chat_id": 101, "text": "hi", "reply_markup": markup} | params, message)

    def update(message: dict) -> dict:
        return {"kind": "update", "update": {"update_id": 1, "message": message}}

    cases = [
        ("a good call", send(), None),
        ("a good update", update(message), None),
        ("a good upload", call("sendPhoto", {"chat_id": 101}, message, [{"field": "photo"}]), None),
        ("a good poll", call("getUpdates", {"offset": 1, "timeout": 50}, [update(message)["update"]]), None),
        ("an unknown method", call("sendPigeon", {}), "unknown method"),
        ("an unknown parameter", send(colour="red"), "unknown field"),
        ("an unknown field of a button", send(button | {"hue": "red"}), "unknown field"),
        ("a wrong type", send(chat_id=[101]), "type"),
        ("a missing parameter", call("sendMessage", {"chat_id": 101}, message), "missing"),
        ("a missing upload", call("sendPhoto", {"chat_id": 101}, message), "missing"),
        ("an unknown field of an update", update(message | {"mood": "good"}), "unknown field"),
        ("an unknown field deep in an update", update(message | {"chat": chat | {"mood": "good"}}), "unknown field"),
        ("a wrong type in an update", update(message | {"text": {}}), "type"),
        ("a missing field of an update", update({"message_id": 1}), "missing"),
        ("a wrong answer", call("getFile", {"file_id": "x"}, {"file_path": "y"}), "missing"),
    ]
    failures = 0
    for name, entry, expected in cases:
        problems = check([entry])[2]
        is_right = not problems if expected is None else any(expected in problem for problem in problems)
        failures += not is_right
        print(f"{'ok' if is_right else 'FAILED'}: {name}" + "".join(f"\n    {problem}" for problem in problems))
    print(f"self-test: {len(cases)} cases, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
