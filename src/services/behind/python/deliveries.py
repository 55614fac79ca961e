"""What SNS and EventBridge deliver: to queues by moto itself, to functions by Slipway's Lambda, the rest is reported.

moto would run functions of its own, call web addresses while all other requests wait, and fail a whole PutEvents for a
target that it does not know.
"""

import http.client
import json
import os
import re
import sys
from datetime import datetime, timezone
from urllib.parse import quote, urlsplit

# Of the running request: (function's ARN, event), and what is not delivered here.
to_functions = []
not_delivered = []


def begin():
    to_functions.clear()
    not_delivered.clear()


def install():
    subscriptions_of_sns()
    targets_of_rules()


def subscriptions_of_sns():
    from moto.sns.models import Subscription, Topic

    original, publish_to_all = Subscription.publish, Topic.publish

    def publish(self, message, message_id, subject=None, message_attributes=None, **more):
        if self.protocol == "sqs":
            return original(self, message, message_id, subject, message_attributes, **more)
        matcher = self._filter_policy_matcher
        if matcher is not None and not matcher.matches(message_attributes, message):
            return None
        if self.protocol != "lambda":
            not_delivered.append(("SNS", f"delivery by {self.protocol}"))
            return None
        if more.get("message_structure") == "json":
            message = self._parse_message_structure(message, self.protocol)
        sent = self.get_post_data(message, message_id, subject, message_attributes)
        body = {"Subject": None, "MessageAttributes": {}, **sent}
        # The names differ from those of the other protocols (Lambda developer guide, Using Lambda with SNS).
        body["SigningCertUrl"], body["UnsubscribeUrl"] = body.pop("SigningCertURL"), body.pop("UnsubscribeURL")
        record = {
            "EventSource": "aws:sns",
            "EventVersion": "1.0",
            "EventSubscriptionArn": self.arn,
            "Sns": body,
        }
        to_functions.append((self.endpoint, {"Records": [record]}))
        return None

    def publish_without_memory(self, *args, **kwargs):
        result = publish_to_all(self, *args, **kwargs)
        # For tests of users of moto: every message would be written with the state, for ever.
        self.sent_notifications.clear()
        return result

    Subscription.publish = publish
    Topic.publish = publish_without_memory


def targets_of_rules():
    from moto.events.models import Rule

    original = Rule.send_to_targets

    def send_to_targets(self, original_event, transform_input=True):
        if not self.event_pattern.matches_event(original_event):
            return
        targets = self.targets
        for target in targets:
            try:
                if not send_to(target, original_event):
                    self.targets = [target]
                    original(self, original_event, transform_input)
            except Exception as error:
                # As on AWS the event is taken all the same: the queue may be gone, for example.
                print(f"{target['Arn']} was not sent an event: {error!r}", file=sys.stderr)
            finally:
                self.targets = targets

    Rule.send_to_targets = send_to_targets


def send_to(target, event):
    """False for a bus or an archive, which moto sends to."""
    _, _, service, _, _, resource = target["Arn"].split(":", 5)
    if service == "events" and not resource.startswith("api-destination"):
        return False
    if service == "sqs":
        send(target, input_of(target, event))
    elif service == "lambda":
        to_functions.append((target["Arn"], input_of(target, event)))
    elif service == "sns":
        publish(target["Arn"], input_of(target, event))
    else:
        not_delivered.append(("EventBridge", f"delivery to {service}"))
    return True


def input_of(target, event):
    """What the target is given (EventBridge user guide, Input of targets)."""
    sent = dict(event)
    if not isinstance(sent.get("time"), str):
        sent["time"] = datetime.fromtimestamp(float(sent["time"]), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    if "Input" in target:
        return json.loads(target["Input"])
    if target.get("InputPath"):
        return at(sent, target["InputPath"])
    transformer = target.get("InputTransformer")
    return sent if transformer is None else transformed(transformer, sent)


def at(event, path):
    """The value at a path like `$.detail.items[0].id`; None where there is none."""
    value = event
    for name, index in re.findall(r"\.([\w-]+)|\[(\d+)\]", path.removeprefix("$")):
        if name:
            value = value.get(name) if isinstance(value, dict) else None
        else:
            value = value[int(index)] if isinstance(value, list) and int(index) < len(value) else None
    return value


def transformed(transformer, event):
    """A variable within a text is written into it, and one by itself becomes a value of JSON."""
    values = {name: at(event, path) for name, path in transformer.get("InputPathsMap", {}).items()}
    values.update({"aws.events.event": event, "aws.events.event.json": event})
    parts, is_text = [], False
    for part in re.split(r'(\\.|"|<[\w.-]+>)', transformer.get("InputTemplate", "")):
        if part == '"':
            is_text = not is_text
        name = part[1:-1]
        if part.startswith("<") and name in values:
            value = values[name]
            plain = value if isinstance(value, str) else json.dumps(value)
            part = json.dumps(plain)[1:-1] if is_text else json.dumps(value)
        parts.append(part)
    text = "".join(parts)
    try:
        return json.loads(text)
    except ValueError:
        return text


def send(target, event):
    from moto.sqs.models import sqs_backends

    _, _, _, region, account, queue = target["Arn"].split(":", 5)
    message = event if isinstance(event, str) else json.dumps(event)
    group = target.get("SqsParameters", {}).get("MessageGroupId")
    sqs_backends[account][region].send_message(queue, message, group_id=group)


def publish(topic, event):
    from moto.sns.models import sns_backends

    _, _, _, region, account, _ = topic.split(":", 5)
    message = event if isinstance(event, str) else json.dumps(event)
    sns_backends[account][region].publish(message, arn=topic)


def deliver(deliveries):
    """By asynchronous invocations, which Lambda keeps and repeats. The state is on disk, and the turn is free."""
    for function, event in deliveries:
        try:
            invoke(function, event)
        except Exception as error:
            # As on AWS a publisher does not learn of it.
            print(f"{function} was not invoked: {error}", file=sys.stderr)


def invoke(function, event):
    address = urlsplit(os.environ["SLIPWAY_ENDPOINT"])
    region = function.split(":")[3]
    scope = f"{os.environ['SLIPWAY_ACCESS_KEY']}/20260101/{region}/lambda/aws4_request"
    headers = {
        "authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=none",
        "content-type": "application/json",
        "x-amz-invocation-type": "Event",
    }
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
    try:
        path = f"/2015-03-31/functions/{quote(function, safe='')}/invocations"
        connection.request("POST", path, json.dumps(event), headers)
        response = connection.getresponse()
        text = response.read().decode()
        if response.status != 202:
            raise RuntimeError(f"{response.status} {text}")
    finally:
        connection.close()
