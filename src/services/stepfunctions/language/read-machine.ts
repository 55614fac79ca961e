// Reads the definition of a state machine: what the language does not have, and what is not executed here, is named with its
// place. Pure.
import { parseJsonPath } from '../../../lib/json-path.ts';
import { isRecord } from '../../../lib/is-record.ts';
import { isFailed, type Result } from '../../../lib/result.ts';
import type { Machine } from './machine.ts';

type Raw = Readonly<Record<string, unknown>>;

const always: ReadonlySet<string> = new Set(['Type', 'Comment', 'QueryLanguage']);
const data = ['InputPath', 'OutputPath'];
const following = ['Next', 'End'];
const resulting = ['Parameters', 'ResultPath'];
const failing = ['ResultSelector', 'Retry', 'Catch'];

const keys: Readonly<Record<string, readonly string[]>> = {
  Pass: [...data, ...following, ...resulting, 'Result'],
  Task: [
    ...data,
    ...following,
    ...resulting,
    ...failing,
    'Resource',
    'TimeoutSeconds',
    'TimeoutSecondsPath',
    'HeartbeatSeconds',
    'HeartbeatSecondsPath',
  ],
  Choice: [...data, 'Choices', 'Default'],
  Wait: [...data, ...following, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  Succeed: data,
  Fail: ['Error', 'ErrorPath', 'Cause', 'CausePath'],
  Parallel: [...data, ...following, ...resulting, ...failing, 'Branches'],
  Map: [
    ...data,
    ...following,
    ...resulting,
    ...failing,
    'ItemsPath',
    'ItemSelector',
    'ItemProcessor',
    'Iterator',
    'MaxConcurrency',
    'MaxConcurrencyPath',
  ],
};

const paths = ['InputPath', 'OutputPath', 'ResultPath', 'ItemsPath', 'SecondsPath', 'TimestampPath'];

/** Undefined for what is executed here, else why not. */
export type CheckResource = (resource: string) => string | undefined;

/** @returns all that is wrong with it, in one text */
export function readMachine(text: string, checkResource: CheckResource): Result<Machine> {
  const parsed = parsedJson(text);
  if (!isRecord(parsed)) return { failed: 'DEFINITION_NOT_JSON: the definition is no JSON object' };
  const problems: string[] = [];
  checkMachine(parsed, '', { problems, checkResource });
  if (problems.length > 0) return { failed: problems.join('; ') };
  // Every key was checked.
  return parsed as unknown as Machine;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function checkMachine(machine: Raw, place: string, ground: Ground): void {
  const { problems } = ground;
  const { StartAt, States, QueryLanguage = 'JSONPath', ProcessorConfig } = machine;
  if (QueryLanguage !== 'JSONPath')
    problems.push(`${place}/QueryLanguage: Slipway executes JSONPath, and not ${String(QueryLanguage)}`);
  if (isRecord(ProcessorConfig) && (ProcessorConfig['Mode'] ?? 'INLINE') !== 'INLINE')
    problems.push(
      `${place}/ProcessorConfig: Slipway executes the mode INLINE, and not ${String(ProcessorConfig['Mode'])}`,
    );
  if (!isRecord(States) || typeof StartAt !== 'string') {
    problems.push(`${place}: StartAt and States are required`);
    return;
  }
  if (!Object.hasOwn(States, StartAt)) problems.push(`${place}/StartAt: there is no state ${StartAt}`);
  for (const [name, state] of Object.entries(States))
    if (isRecord(state)) checkState(state, { ...ground, place: `${place}/States/${name}`, names: States });
    else problems.push(`${place}/States/${name} is no object`);
}

interface Ground {
  readonly problems: string[];
  readonly checkResource: CheckResource;
}

interface Checking extends Ground {
  readonly place: string;
  readonly names: Raw;
}

function checkState(state: Raw, checking: Checking): void {
  const { place, problems } = checking;
  const { Type } = state;
  const known = typeof Type === 'string' && Object.hasOwn(keys, Type) ? keys[Type] : undefined;
  if (known === undefined) {
    problems.push(`${place}/Type: ${JSON.stringify(Type ?? null)} is no type of state`);
    return;
  }
  const { QueryLanguage = 'JSONPath' } = state;
  if (QueryLanguage !== 'JSONPath')
    problems.push(`${place}/QueryLanguage: Slipway executes JSONPath, and not ${String(QueryLanguage)}`);
  for (const key of Object.keys(state))
    if (!known.includes(key) && !always.has(key))
      problems.push(`${place}/${key}: Slipway does not execute ${key} of a ${String(Type)}`);
  for (const key of paths) checkPath(state[key], `${place}/${key}`, problems);
  checkWays(state, known, checking);
  checkParts(state, checking);
}

function checkPath(value: unknown, place: string, problems: string[]): void {
  if (typeof value !== 'string') return;
  const read = parseJsonPath(value.replace(/^\$\$/, '$'));
  if (isFailed(read)) problems.push(`${place}: ${read.failed}`);
}

/** Where it goes on: exactly one way, to a state that is there. */
function checkWays(state: Raw, known: readonly string[], { place, problems, names }: Checking): void {
  const { Next, End, Type } = state;
  if (known.includes('Next') && (typeof Next === 'string') === (End === true))
    problems.push(`${place}: a ${String(Type)} has either Next or "End": true`);
  const choices = Type === 'Choice' ? listOf(state['Choices']) : [];
  if (Type === 'Choice' && choices.length === 0) problems.push(`${place}/Choices is empty`);
  const ways = [
    Next,
    state['Default'],
    ...[...choices, ...listOf(state['Catch'])].map((each) => each['Next']),
  ];
  for (const way of ways)
    if (way !== undefined && (typeof way !== 'string' || !Object.hasOwn(names, way)))
      problems.push(`${place}: there is no state ${JSON.stringify(way)}`);
}

function listOf(value: unknown): readonly Raw[] {
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isRecord) : [];
}

function checkParts(state: Raw, checking: Checking): void {
  const { place, problems } = checking;
  if (state['Type'] === 'Task') checkTask(state['Resource'], checking);
  if (state['Type'] === 'Wait') {
    const given = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'].filter(
      (key) => state[key] !== undefined,
    );
    if (given.length !== 1)
      problems.push(`${place}: a Wait has one of Seconds, SecondsPath, Timestamp, TimestampPath`);
  }
  for (const key of ['Retry', 'Catch'])
    for (const [at, each] of listOf(state[key]).entries())
      if (!Array.isArray(each['ErrorEquals']) || each['ErrorEquals'].length === 0)
        problems.push(`${place}/${key}/${at}: ErrorEquals is required`);
  for (const [at, branch] of listOf(state['Branches']).entries())
    checkMachine(branch, `${place}/Branches/${at}`, checking);
  if (state['Type'] !== 'Map') return;
  const processor = state['ItemProcessor'] ?? state['Iterator'];
  if (isRecord(processor)) checkMachine(processor, `${place}/ItemProcessor`, checking);
  else problems.push(`${place}: a Map has an ItemProcessor`);
}

function checkTask(resource: unknown, { place, problems, checkResource }: Checking): void {
  const wrong = typeof resource === 'string' ? checkResource(resource) : 'a Task has a Resource';
  if (wrong !== undefined) problems.push(`${place}/Resource: ${wrong}`);
}
