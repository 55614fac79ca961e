"""What the last changing calls of each unit were answered, written with what they have changed.

A client whose connection ends before it has an answer sends the call again, with the same invocation id (the header
`amz-sdk-invocation-id` of AWS's SDKs). Where the first one was executed and written, the second one is given its answer:
executed again, it would meet what the first has made (`EntityAlreadyExists`), or make it twice.
"""

import re
import time

# What makes, changes or removes something: what is received or signed in is given again by a call of its own, and stays in no file.
CHANGES = re.compile(
    r"(Create|Put|Update|Modify|Delete|Register|Deregister|Attach|Detach|Add|Remove|Allocate|Release|Associate"
    r"|Disassociate|Authorize|Revoke|Run|Import|Copy|Restore|Subscribe|Unsubscribe|Upload|Transact)[A-Z]"
)
# More than a client has calls on their way at once. What is older has been received.
LATEST = 64
MOST_BYTES = 64 * 1024
# Of the process before: clients repeat a call for some minutes.
KEPT_SECONDS = 600


def key_of(environ, call):
    """None for a call that no SDK has made, and for one whose answer is not kept."""
    invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
    operation = call.get("operation") or ""
    return (call.get("service"), operation, invocation) if invocation and CHANGES.match(operation) else None


class Answers:
    def __init__(self):
        # By unit and key: the answer, and until when it is kept although there are later ones.
        self.units = {}

    def find(self, key):
        found = [written[key] for written in self.units.values() if key in written]
        return found[0][0] if found else None

    def keep(self, unit, key, response):
        self._put(unit, key, response, 0)

    def replayed(self, unit, key, response):
        """Of a call that the process before has written."""
        self._put(unit, key, response, time.time() + KEPT_SECONDS)

    def _put(self, unit, key, response, until):
        if not response["status"].startswith("2") or len(response["body"]) > MOST_BYTES:
            return
        answers = self.units.setdefault(unit, {})
        answers[key] = (response, until)
        now = time.time()
        for each in list(answers)[:-LATEST]:
            if answers[each][1] < now:
                del answers[each]

    def of(self, unit):
        return self.units.get(unit, {})

    def take(self, unit, written):
        until = time.time() + KEPT_SECONDS
        self.units[unit] = {key: (response, until) for key, (response, _) in written.items()}
