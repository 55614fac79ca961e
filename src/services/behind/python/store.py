"""What is on disk: for each unit a file with its backends, and for DynamoDB's items a journal of requests on top of it.

A unit's file is one line of JSON (what made it, which resources are in it) and a pickle. It is replaced as a whole. Many
requests share one writing: a request waits for the first one that begins after it.
"""

import base64
import collections
import glob
import io
import json
import os
import pickle
import platform
import threading
import time
import zlib

import answers
import backends
import resources

# Writes of items. Everything else that changes something writes its unit anew.
JOURNALED = {
    "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems",
    "ExecuteStatement", "ExecuteTransaction", "BatchExecuteStatement",
}  # fmt: skip
LEAST_JOURNAL_BYTES = 512 * 1024


# A changing call that was executed. `key` is that of its answer; None for one that is not kept.
Done = collections.namedtuple("Done", ["call", "key", "response", "touched"])


class OtherVersion(Exception):
    pass


class Store:
    def __init__(self, folder, version, execute):
        self.folder = folder
        self.version = version
        self.execute = execute
        self.register = resources.Register()
        self.answers = answers.Answers()
        self.dirty = set()
        self.last = {}
        self.journal = None
        self.number = 0
        self.journal_bytes = 0
        self.snapshot_bytes = 0
        self.wanted = 0
        self.done = 0
        self.failures = {}
        self.news = threading.Condition()
        self.is_replaying = False

    # --- reading

    def load(self):
        for path in sorted(glob.glob(os.path.join(self.folder, "*.state"))):
            self._load_unit(os.path.basename(path)[: -len(".state")], path)
        self._replay()
        threading.Thread(target=self._write_for_ever, daemon=True).start()

    def _load_unit(self, unit, path):
        with open(path, "rb") as file:
            head, data = json.loads(file.readline()), io.BytesIO(file.read())
        if head["moto"] != self.version:
            raise OtherVersion(f"{path} was written by moto {head['moto']}, and this is moto {self.version}")
        backends.load(data)
        self.register.take(unit, head)
        # Versions before wrote none.
        self.answers.take(unit, pickle.load(data) if data.tell() < len(data.getbuffer()) else {})
        if unit == "dynamodb":
            self.number, self.snapshot_bytes = head["journal"], len(data.getbuffer())

    def _replay(self):
        numbers = sorted(int(path.rsplit("-", 1)[1]) for path in glob.glob(self._journal_path("*")))
        self.is_replaying = True
        for number in [each for each in numbers if each >= self.number]:
            for record in _records(self._journal_path(number)):
                environ = dict(record["environ"])
                call = json.loads(environ.get("HTTP_X_SLIPWAY_CALL") or "{}")
                key = answers.key_of(environ, call)
                response = self.execute(environ, base64.b64decode(record["body"]))
                if key is not None:
                    self.answers.replayed("dynamodb", key, response)
                self.journal_bytes += len(record["body"])
        self.is_replaying = False
        self.number = max([self.number, *numbers]) + (1 if numbers else 0)
        # What was replayed becomes part of the unit's file; until then the journals stay.
        if self.journal_bytes > 0:
            self.dirty.add("dynamodb")
            self.wanted += 1
        self._open_journal(self.number)

    # --- one request; the turn is held

    def before(self, environ, body, call):
        if call.get("changes") and self._is_journaled(call):
            kept = {key: value for key, value in environ.items() if isinstance(value, str) and key != "HTTP_CONTENT_ENCODING"}
            return json.dumps({"environ": kept, "body": base64.b64encode(body).decode()}).encode()
        return None

    def _is_journaled(self, call):
        return call.get("service") == "dynamodb" and call.get("operation") in JOURNALED

    def after(self, record, done):
        """A ticket to wait for; None when there is nothing to write."""
        if record is not None:
            if not done.response["status"].startswith("2"):
                return None
            self.journal.write(b"%d %d " % (len(record), zlib.crc32(record)) + record + b"\n")
            self.journal_bytes += len(record)
            if self.journal_bytes > max(LEAST_JOURNAL_BYTES, 2 * self.snapshot_bytes):
                self.dirty.add("dynamodb")
        else:
            self.dirty |= done.touched
            self.register.note(done.touched, done.call, int(time.time() * 1000))
        if done.key is not None and done.touched:
            # The unit that is written last: the others are on disk when the answer is.
            self.answers.keep(max(done.touched), done.key, done.response)
        return self.next_ticket()

    def next_ticket(self):
        with self.news:
            self.wanted += 1
            self.news.notify_all()
            return self.wanted

    def wait(self, ticket):
        with self.news:
            self.news.wait_for(lambda: self.done >= ticket)
            failure = self.failures.get(ticket)
        if failure is not None:
            raise failure

    # --- writing

    def _write_for_ever(self):
        while True:
            with self.news:
                self.news.wait_for(lambda: self.wanted > self.done)
            self._write_once()

    def _write_once(self):
        failure = None
        with backends.turn:
            ticket, journal = self.wanted, self.journal
            try:
                files = self._snapshot()
                journal.flush()
            except Exception as error:
                files, failure = [], error
        units = {os.path.basename(path)[: -len(".state")] for path, _ in files}
        try:
            # The journal that was written until now: one that begins with this snapshot is synced the next time.
            os.fsync(journal.fileno())
            for path, content in files:
                _replace(path, content)
            if any(path == self._path("dynamodb") for path, _ in files):
                self._forget_journals(journal)
        except Exception as error:
            failure = error
            with backends.turn:
                self.dirty |= units
                self.last.clear()
        with self.news:
            if failure is not None:
                self.failures.update({each: failure for each in range(self.done + 1, ticket + 1)})
            self.done = ticket
            self.news.notify_all()

    def _snapshot(self):
        files = []
        for unit in sorted(self.dirty):
            data = backends.dump(unit) + pickle.dumps(self.answers.of(unit))
            if unit == "dynamodb":
                self.number += 1
                self.snapshot_bytes = len(data)
            head = {
                "moto": self.version,
                "python": platform.python_version(),
                **self.register.head(unit),
                **({"journal": self.number} if unit == "dynamodb" else {}),
            }
            content = json.dumps(head).encode() + b"\n" + data
            if self.last.get(unit) != (digest := zlib.crc32(content)) or unit == "dynamodb":
                files.append((self._path(unit), content))
                self.last[unit] = digest
        if "dynamodb" in self.dirty:
            self._open_journal(self.number)
        self.dirty.clear()
        return files

    def _open_journal(self, number):
        self.journal = open(self._journal_path(number), "ab")
        self.journal_bytes = 0
        _sync_folder(self.folder)

    def _forget_journals(self, before):
        before.close()
        for path in glob.glob(self._journal_path("*")):
            if int(path.rsplit("-", 1)[1]) < self.number:
                os.unlink(path)

    def _path(self, unit):
        return os.path.join(self.folder, f"{unit}.state")

    def _journal_path(self, number):
        return os.path.join(self.folder, f"dynamodb.journal-{number}")


def _records(path):
    """Up to the first one that was not written whole: it was never acknowledged."""
    with open(path, "rb") as file:
        data = file.read()
    place = 0
    while place < len(data):
        end = data.find(b"\n", place)
        if end < 0:
            return
        length, checksum, record = data[place:end].split(b" ", 2)
        if len(record) != int(length) or zlib.crc32(record) != int(checksum):
            return
        yield json.loads(record)
        place = end + 1


def _replace(path, content):
    unfinished = f"{path}.new"
    with open(unfinished, "wb", opener=_private) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)
    _sync_folder(os.path.dirname(path))


def _private(path, flags):
    return os.open(path, flags, 0o600)


def _sync_folder(path):
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
