// The events of a stack, published to the topics of SNS that it names (NotificationARNs), in their order and each once.
import { debugOf } from '../../lib/debug.ts';
import type { Stack } from '../../stacks/stack.ts';
import { EndpointGone, type CallAws } from '../../account/call-aws.ts';
import type { StackStore, StoredEvent } from './stack-store.ts';

const debug = debugOf('services');

/** What the stack's operation has brought about since the last time. A topic that is not there does not stop it. */
export async function notifyTopics(store: StackStore, id: string, call: CallAws): Promise<void> {
  const stack = store.isOpen ? store.find(id) : undefined;
  if (stack === undefined || stack.notificationArns.length === 0) return;
  for (const { seq, event } of store.unnotified(id)) {
    for (const TopicArn of stack.notificationArns) {
      const input = {
        TopicArn,
        Subject: 'AWS CloudFormation Notification',
        Message: messageOf(stack, event),
      };
      await call('sns', 'Publish', input).catch((error: unknown) => {
        if (error instanceof EndpointGone) throw error;
        debug(() => `${stack.name}: ${TopicArn} is not notified: ${String(error)}`);
      });
    }
    if (!store.isOpen) return;
    store.markNotified(id, seq);
  }
}

/** A line a member, in the form that CloudFormation's notifications have. */
function messageOf({ id, name, account }: Stack, event: StoredEvent): string {
  const members: Readonly<Record<string, string>> = {
    StackId: id,
    Timestamp: new Date(event.at).toISOString(),
    EventId: event.eventId,
    LogicalResourceId: event.logicalId,
    Namespace: account,
    PhysicalResourceId: event.physicalId,
    ResourceProperties: event.properties ?? 'null',
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason ?? '',
    ResourceType: event.type,
    StackName: name,
    ClientRequestToken: event.token ?? 'null',
  };
  return Object.entries(members)
    .map(([member, value]) => `${member}='${value}'\n`)
    .join('');
}
