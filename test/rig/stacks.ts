// Stacks over the endpoint's own operations, in the query protocol.
import { setTimeout as delay } from 'node:timers/promises';
import { callQuery, type TestEndpoint } from './endpoint.ts';

export type StackCaller = Pick<TestEndpoint, 'url' | 'credentials'>;

export async function callStacks(
  endpoint: StackCaller,
  Action: string,
  parameters: Readonly<Record<string, string>> = {},
) {
  const answer = await callQuery(endpoint, 'cloudformation', {
    Version: '2010-05-15',
    Action,
    ...parameters,
  });
  const part = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(answer.text)?.[1] ?? '';
  return { ...answer, part };
}

/** The status that an operation ends with; empty for a stack that is gone. */
export async function ended(endpoint: StackCaller, StackName: string): Promise<string> {
  for (;;) {
    const { part } = await callStacks(endpoint, 'DescribeStacks', { StackName });
    if (!part('StackStatus').endsWith('_IN_PROGRESS')) return part('StackStatus');
    await delay(20);
  }
}

/** `A CREATE_COMPLETE reason`, oldest first. */
export async function eventsOf(endpoint: StackCaller, StackName: string): Promise<readonly string[]> {
  const { text } = await callStacks(endpoint, 'DescribeStackEvents', { StackName });
  const all = text.matchAll(
    /<LogicalResourceId>(.*?)<.*?<ResourceStatus>(.*?)<\/ResourceStatus>(?:<ResourceStatusReason>(.*?)<)?/gs,
  );
  return [...all].map((match) => [match[1], match[2], match[3] ?? ''].join(' ').trimEnd()).toReversed();
}
