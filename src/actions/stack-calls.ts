// What actions ask CloudFormation of this machine: a stack, its events, and how an operation on it goes.
import { setTimeout as delay } from 'node:timers/promises';
import type { Values } from '../aws/wire/message.ts';
import { defined } from '../lib/defined.ts';
import { isRecordedType } from '../stacks/recorded-types.ts';
import type { CallAws } from '../account/call-aws.ts';
import { textOf } from './account-calls.ts';
import type { ActionContext } from './provider.ts';

export interface SeenStack {
  readonly id: string;
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Undefined for one that does not exist, or whose only change set was never executed. */
export async function findStack(call: CallAws, StackName: string): Promise<SeenStack | undefined> {
  try {
    const answer = await call('cloudformation', 'DescribeStacks', { StackName });
    const [stack] = answer['Stacks'] as readonly Values[];
    if (stack === undefined) return undefined;
    const outputs = (stack['Outputs'] ?? []) as readonly Values[];
    return {
      id: textOf(stack['StackId']),
      status: textOf(stack['StackStatus']),
      outputs: Object.fromEntries(
        outputs.map((output) => [textOf(output['OutputKey']), textOf(output['OutputValue'])] as const),
      ),
    };
  } catch (error) {
    if (error instanceof Error && error.message.endsWith('does not exist')) return undefined;
    throw error;
  }
}

/** What a stack has here only by its settings must not pass for something that runs. */
export async function reportRecorded(
  call: CallAws,
  StackName: string,
  { report }: Pick<ActionContext<object>, 'report'>,
): Promise<void> {
  // By its events, which the action may read with every role that may deploy: the last one of a resource says what it is.
  const events = await eventsOf(call, StackName);
  const last = new Map(events.map((event) => [textOf(event['LogicalResourceId']), event]));
  const recorded = [...last.values()]
    .filter((each) => textOf(each['ResourceStatus']) !== 'DELETE_COMPLETE')
    .map((each) => ({ id: textOf(each['LogicalResourceId']), type: textOf(each['ResourceType']) }))
    .filter(({ type }) => isRecordedType(type));
  for (const [type, own = []] of Object.entries(Object.groupBy(recorded, (each) => each.type)))
    report({
      kind: 'NotExecuted',
      what: type,
      reason: `only recorded, its settings are kept and nothing runs: ${own.map(({ id }) => id).join(', ')}`,
    });
}

export interface Ended {
  readonly stack: SeenStack;
  /** Of the first resource that failed. */
  readonly reason?: string;
}

/** Follows an operation to its end: its events are lines of the action's log. @param after events that were there before */
export async function followStack(
  call: CallAws,
  id: string,
  {
    log,
    signal,
    after,
  }: Pick<ActionContext<object>, 'log' | 'signal'> & { readonly after: ReadonlySet<string> },
): Promise<Ended> {
  const shown = new Set(after);
  let reason: string | undefined;
  for (;;) {
    const stack = await findStack(call, id);
    for (const event of await eventsOf(call, id)) {
      const eventId = textOf(event['EventId']);
      if (shown.has(eventId)) continue;
      shown.add(eventId);
      const text = [event['LogicalResourceId'], event['ResourceStatus'], event['ResourceStatusReason']].map(
        textOf,
      );
      log.line(text.join(' ').trimEnd());
      if (textOf(event['ResourceStatus']).endsWith('_FAILED')) reason ??= `${text[0]}: ${text[2]}`;
    }
    if (stack !== undefined && !stack.status.endsWith('_IN_PROGRESS'))
      return { stack, ...defined({ reason }) };
    await delay(100, undefined, { signal });
  }
}

/** Oldest first. */
export async function eventsOf(call: CallAws, StackName: string): Promise<readonly Values[]> {
  const all: Values[] = [];
  let NextToken: unknown;
  do {
    const page = await call('cloudformation', 'DescribeStackEvents', {
      StackName,
      ...defined({ NextToken }),
    });
    all.push(...((page['StackEvents'] ?? []) as readonly Values[]));
    NextToken = page['NextToken'];
  } while (NextToken !== undefined);
  return all.toReversed();
}
