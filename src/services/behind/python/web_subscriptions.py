"""Subscriptions of SNS to web addresses: their confirmation, and what is posted to them. Only addresses of this machine are called.

Source: SNS developer guide, "Using Amazon SNS for HTTP/S endpoints".
"""

import http.client
import json
import os
import secrets
import socket
import sys
import threading
from collections import namedtuple
from urllib.parse import quote, urlsplit

# To be sent when the state is on disk.
WebPost = namedtuple("WebPost", "url headers text")

PROTOCOLS = ("http", "https")


def install(posts, not_delivered):
    """@param posts takes what is to be sent. @param not_delivered takes what is not"""
    from moto.core.responses import ActionResult
    from moto.sns.exceptions import SNSInvalidParameter
    from moto.sns.models import SNSBackend, sns_backends
    from moto.sns.responses import SNSResponse

    subscribe, answer = SNSBackend.subscribe, SNSResponse.subscribe

    def subscribe_and_ask(self, topic_arn, endpoint, protocol):
        if protocol in PROTOCOLS and not endpoint.startswith(f"{protocol}://"):
            raise SNSInvalidParameter("Invalid parameter: Endpoint must match the specified protocol")
        found = subscribe(self, topic_arn, endpoint, protocol)
        if protocol in PROTOCOLS and not found.confirmed:
            found.attributes["PendingConfirmation"] = True
            found.slipway_token = secrets.token_hex(64)
            ask_to_confirm(found, posts, not_delivered)
        return found

    def answer_subscribe(self):
        result = answer(self)
        found = self.backend.subscriptions.get(result.result["SubscriptionArn"])
        wants_arn = str(self._get_param("ReturnSubscriptionArn")).lower() == "true"
        if is_pending(found) and not wants_arn:
            return ActionResult({"SubscriptionArn": "pending confirmation"})
        return result

    def answer_confirm(self):
        topic, token = self._get_param("TopicArn"), self._get_param("Token")
        _, _, _, region, account, _ = topic.split(":", 5)
        for found in sns_backends[account][region].subscriptions.values():
            if found.topic.arn == topic and getattr(found, "slipway_token", None) == token:
                found.confirmed = True
                found.attributes["PendingConfirmation"] = False
                return ActionResult({"SubscriptionArn": found.arn})
        raise SNSInvalidParameter("Invalid parameter: Token")

    SNSBackend.subscribe = subscribe_and_ask
    SNSResponse.subscribe = answer_subscribe
    SNSResponse.confirm_subscription = answer_confirm


def is_pending(subscription):
    return subscription is not None and subscription.protocol in PROTOCOLS and not subscription.confirmed


def ask_to_confirm(subscription, posts, not_delivered):
    sent = subscription.get_post_data("", secrets.token_hex(16), None, None)
    topic, token = subscription.topic.arn, subscription.slipway_token
    query = f"Action=ConfirmSubscription&Version=2010-03-31&TopicArn={quote(topic, safe='')}&Token={token}"
    sent.pop("UnsubscribeURL", None)
    sent.update(
        Type="SubscriptionConfirmation",
        Token=token,
        Message=f"You have chosen to subscribe to the topic {topic}.\nTo confirm the subscription, visit the SubscribeURL included in this message.",
        SubscribeURL=f"{os.environ['SLIPWAY_ENDPOINT']}/?{query}",
    )
    post(subscription, sent, posts, not_delivered)


def notify(subscription, sent, posts, not_delivered):
    """Nothing is sent before the subscription is confirmed."""
    if not is_pending(subscription):
        post(subscription, sent, posts, not_delivered)


def post(subscription, sent, posts, not_delivered):
    host = urlsplit(subscription.endpoint).hostname or ""
    if not is_here(host):
        not_delivered.append(("SNS", f"delivery to {subscription.protocol}://{host}: only addresses of this machine are called"))
        return
    is_raw = sent["Type"] == "Notification" and str(subscription.attributes.get("RawMessageDelivery")).lower() == "true"
    headers = {
        "x-amz-sns-message-type": sent["Type"],
        "x-amz-sns-message-id": sent["MessageId"],
        "x-amz-sns-topic-arn": subscription.topic.arn,
        "Content-Type": "text/plain; charset=UTF-8",
        "User-Agent": "Amazon Simple Notification Service Agent",
    }
    if sent["Type"] == "Notification":
        headers["x-amz-sns-subscription-arn"] = subscription.arn
    if is_raw:
        headers["x-amz-sns-rawdelivery"] = "true"
    posts.append(WebPost(subscription.endpoint, headers, sent["Message"] if is_raw else json.dumps(sent, indent=2)))


def leads_to_endpoint(host):
    """The addresses that AWS gives to APIs and functions: here the endpoint answers for them."""
    return ".execute-api." in host or ".lambda-url." in host


def is_here(host):
    if host == "localhost" or host.endswith(".localhost") or leads_to_endpoint(host):
        return True
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        socket.inet_pton(family, host)
        with socket.socket(family, socket.SOCK_STREAM) as own:
            # Only an address of this machine can be bound.
            own.bind((host, 0))
        return True
    except OSError:
        return False


def send_later(post):
    """The publisher does not wait, as on AWS."""
    threading.Thread(target=send, args=(post,), daemon=True).start()


# The immediate retries of the default delivery policy (SNS developer guide, "Amazon SNS message delivery retries").
ATTEMPTS = 4


def send(post):
    for attempt in range(1, ATTEMPTS + 1):
        try:
            status = send_once(post)
            if 200 <= status < 300:
                return
            problem = f"status {status}"
        except Exception as error:
            problem = str(error)
    print(f"{post.url} was not sent a message in {ATTEMPTS} attempts: {problem}", file=sys.stderr)


def send_once(post):
    url = urlsplit(post.url)
    headers = {"Host": url.netloc.rpartition("@")[2], **post.headers}
    if leads_to_endpoint(url.hostname):
        endpoint = urlsplit(os.environ["SLIPWAY_ENDPOINT"])
        connection = http.client.HTTPConnection(endpoint.hostname, endpoint.port, timeout=15)
    else:
        host = "127.0.0.1" if url.hostname.endswith("localhost") else url.hostname
        kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        connection = kind(host, url.port, timeout=15)
    try:
        path = (url.path or "/") + (f"?{url.query}" if url.query else "")
        connection.request("POST", path, post.text.encode(), headers)
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()
