"""Where moto differs from AWS in what tools trip over, and has no setting. Each entry is one fault of moto 5.2.5."""

import backends


def install():
    wait_without_the_turn()


def wait_without_the_turn():
    """ReceiveMessage waits up to 20 seconds for a message; other requests are executed meanwhile."""
    from moto.sqs.models import Queue

    original = Queue.wait_for_messages

    def wait_for_messages(self, timeout):
        own = set(backends.touched)
        backends.turn.release()
        try:
            original(self, timeout)
        finally:
            backends.turn.acquire()
            backends.touched.clear()
            backends.touched.update(own)

    Queue.wait_for_messages = wait_for_messages
