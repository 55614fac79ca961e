// Operations that were recorded on AWS, when a folder of them is given: `SLIPWAY_RECORDED_STACKS=FOLDER`, the folder
// tests/aws/services/cloudformation of a checkout of LocalStack. Each is done here, and its changes and events compared.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { expect, test } from 'vitest';
import { openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';
import { ended } from '../rig/stacks.ts';

const folder = process.env['SLIPWAY_RECORDED_STACKS'] ?? '';

interface Answer {
  readonly Changes?: readonly unknown[] | undefined;
}

interface Event {
  readonly LogicalResourceId?: string | undefined;
  readonly PhysicalResourceId?: string | undefined;
  readonly StackId?: string | undefined;
  readonly ResourceStatus?: string | undefined;
  readonly ResourceStatusReason?: string | undefined;
}

interface Case {
  readonly name: string;
  readonly templates: readonly [string, string];
  readonly parameters: readonly [Readonly<Record<string, string>>, Readonly<Record<string, string>>];
  /** A text of this run, and what the recording has in its place. */
  readonly names: readonly (readonly [string, string])[];
  readonly recorded: Readonly<Record<string, Answer>> & {
    readonly 'per-resource-events': Readonly<Record<string, readonly Event[]>>;
  };
}

/** Without the macros that a recording had deployed before, and a runtime of Lambda that has ended since. */
const withOwnGround =
  /FnTransform::test_(global_macro|embedded_macro|multiple|macro_with|remove|update_parameter|serverless)|GlobalMacros/;

function readCases(): readonly Case[] {
  const script = join(import.meta.dirname, '..', 'rig', 'recorded_stacks.py');
  const text = execFileSync('python3', [script, folder], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return (JSON.parse(text) as readonly Case[]).filter(({ name }) => !withOwnGround.test(name));
}

interface Done {
  /** By the names of the recording: what the change sets are, without and with the values of properties. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** Oldest first. */
  readonly events: readonly Event[];
}

/** Creates, updates and deletes a stack by change sets, as a recording did. */
async function perform(endpoint: TestEndpoint, each: Case, StackName: string): Promise<Done> {
  const client = new CloudFormationClient(endpoint.client);
  const changes: Record<string, unknown> = {};
  try {
    for (const at of [0, 1]) {
      const described = await createChangeSet(client, each, { StackName, at });
      const names = [...each.names, [StackName, '<stack-name:1>'] as const];
      changes[`describe-change-set-${at + 1}`] = changesIn(described.plain, names);
      changes[`describe-change-set-${at + 1}-prop-values`] = changesIn(described.withValues, names);
      await client.send(new ExecuteChangeSetCommand({ ChangeSetName: described.id }));
      await ended(endpoint, StackName);
    }
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
    const StackId = StackEvents[0]?.StackId ?? '';
    await client.send(new DeleteStackCommand({ StackName }));
    await ended(endpoint, StackId);
    const all = await client.send(new DescribeStackEventsCommand({ StackName: StackId }));
    return { changes, events: (all.StackEvents ?? []).toReversed() };
  } finally {
    client.destroy();
  }
}

async function createChangeSet(
  client: CloudFormationClient,
  { templates, parameters }: Case,
  { StackName, at }: { readonly StackName: string; readonly at: number },
): Promise<{ readonly id: string; readonly plain: Answer; readonly withValues: Answer }> {
  const { Id = '' } = await client.send(
    new CreateChangeSetCommand({
      StackName,
      ChangeSetName: `set-${at}`,
      ChangeSetType: at === 0 ? 'CREATE' : 'UPDATE',
      TemplateBody: templates[at],
      Parameters: Object.entries(parameters[at] ?? {}).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
      Capabilities: ['CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
    }),
  );
  const describe = async (IncludePropertyValues: boolean) =>
    await client.send(new DescribeChangeSetCommand({ ChangeSetName: Id, IncludePropertyValues }));
  let plain = await describe(false);
  while (plain.Status !== 'CREATE_COMPLETE' && plain.Status !== 'FAILED') {
    await delay(5);
    plain = await describe(false);
  }
  return { id: Id, plain, withValues: await describe(true) };
}

/** As a recording shows them: names in place of this run's, contexts as objects, details in any order. */
function changesIn({ Changes = [] }: Answer, names: Case['names']): readonly unknown[] {
  const text = [...names, ['arn:aws:', 'arn:<partition>:'], ['111122223333', '1'.repeat(12)]]
    .reduce(
      (all, [found = '', shown = '']) => all.replaceAll(found, shown),
      JSON.stringify(Changes).replaceAll('eu-central-1', '<region>'),
    )
    .replaceAll(/<stack-name:1>\/[0-9a-f-]{36}/g, '<stack-name:1>/<resource:2>');
  const changes = (JSON.parse(text) as readonly { readonly ResourceChange: Record<string, unknown> }[]).map(
    ({ ResourceChange: { PhysicalResourceId: _id, BeforeContext, AfterContext, Details, ...rest } }) => ({
      ...rest,
      // Older recordings do not call a new resource a replacement.
      Replacement: rest['Action'] === 'Add' ? undefined : rest['Replacement'],
      BeforeContext: parsed(BeforeContext),
      AfterContext: parsed(AfterContext),
      Details: (Details as readonly object[]).map((detail) => JSON.stringify(sorted(detail))).toSorted(),
    }),
  );
  return changes.toSorted((a, b) => (JSON.stringify(sorted(a)) < JSON.stringify(sorted(b)) ? -1 : 1));
}

function parsed(context: unknown): unknown {
  return typeof context === 'string' ? JSON.parse(context) : context;
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, sorted(each)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Each resource's, as `STATUS reason`. Half of the recordings have no reasons, and a status once in a row. */
function recordedEvents(events: Case['recorded']['per-resource-events']) {
  return Object.entries(events).map(([key, found]) => {
    const isNewestFirst = !/^(REVIEW|CREATE)_IN_PROGRESS$/.test(found[0]?.ResourceStatus ?? '');
    const oldestFirst = isNewestFirst ? found.toReversed() : found;
    const hasReasons = found.some(({ ResourceStatusReason }) => ResourceStatusReason !== undefined);
    return { key, hasReasons, events: oldestFirst.map((event) => shownEvent(event, hasReasons)) };
  });
}

function shownEvent({ ResourceStatus, ResourceStatusReason = '' }: Event, hasReason: boolean): string {
  return hasReason ? `${ResourceStatus} ${ResourceStatusReason}` : String(ResourceStatus);
}

/** Of this run, of the same resource and in the same form. */
function ownEvents(events: readonly Event[], key: string, hasReasons: boolean): readonly string[] {
  const isStack = key === 'Stack' || key.startsWith('<stack-name');
  const own = events.filter(({ PhysicalResourceId, StackId, LogicalResourceId }) =>
    isStack ? PhysicalResourceId === StackId : LogicalResourceId === key,
  );
  const shown = own.map((event) => shownEvent(event, hasReasons));
  if (hasReasons) return shown;
  return shown
    .filter((status) => status !== 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS')
    .filter((status, index, all) => status !== all[index - 1]);
}

test.skipIf(folder === '' || (await missingMoto()) !== undefined)(
  'stacks change as it was recorded on AWS, with the same changes in their change sets and the same events',
  async () => {
    await using endpoint = await openTestEndpoint();
    for (const [index, each] of readCases().entries()) {
      const { changes, events } = await perform(endpoint, each, `recorded-${index}`);
      for (const [key, found] of Object.entries(changes))
        expect(found, `${each.name}: ${key}`).toEqual(changesIn(each.recorded[key] ?? {}, []));
      for (const { key, hasReasons, events: expected } of recordedEvents(
        each.recorded['per-resource-events'],
      ))
        expect
          .soft(ownEvents(events, key, hasReasons).slice(0, expected.length), `${each.name}: ${key}`)
          .toEqual(expected);
    }
  },
  600_000,
);
