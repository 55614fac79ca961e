// Reads the definition of a state machine: what the language does not have, and what is not executed here, is named with its
// place. Pure.
import { parseJsonPath } from '../../../lib/json-path.ts';
import { isRecord } from '../../../lib/is-record.ts';
import { isFailed, type Result } from '../../../lib/result.ts';
import { defined } from '../../../lib/defined.ts';
import type { Machine, QueryLanguage } from './machine.ts';
import { keysOfMap, problemsOfMap } from './read-map.ts';
import { expressionIn, wrongExpression } from './query.ts';

type Raw = Readonly<Record<string, unknown>>;

const always: ReadonlySet<string> = new Set(['Type', 'Comment', 'QueryLanguage']);
const following = ['Next', 'End'];

const inPaths: Keys = keysOf({
  data: ['InputPath', 'OutputPath'],
  resulting: ['Parameters', 'ResultPath'],
  failing: ['ResultSelector', 'Retry', 'Catch'],
  Pass: ['Result'],
  Task: ['TimeoutSecondsPath', 'HeartbeatSecondsPath'],
  Wait: ['SecondsPath', 'TimestampPath'],
  Fail: ['ErrorPath', 'CausePath'],
  Map: ['Parameters', 'ItemsPath', 'MaxConcurrencyPath'],
});

const inExpressions: Keys = keysOf({
  data: ['Output'],
  resulting: ['Arguments'],
  failing: ['Retry', 'Catch'],
  Pass: [],
  Task: [],
  Wait: [],
  Fail: [],
  Map: ['Items'],
});

type Keys = Readonly<Record<string, readonly string[]>>;
type OfLanguage = Readonly<
  Record<'data' | 'resulting' | 'failing' | 'Pass' | 'Task' | 'Wait' | 'Fail' | 'Map', readonly string[]>
>;

/** The keys of each type of state. Pass takes Parameters, and no Arguments; a Map has its items instead. */
function keysOf({ data, resulting, failing, ...own }: OfLanguage): Keys {
  const isPaths = resulting.includes('Parameters');
  const working = [...data, ...following, ...failing, 'Assign'];
  return {
    Pass: [...data, ...following, ...(isPaths ? resulting : []), ...own.Pass, 'Assign'],
    Task: [...working, ...resulting, ...own.Task, 'Resource', 'TimeoutSeconds', 'HeartbeatSeconds'],
    Choice: [...data, 'Choices', 'Default', 'Assign'],
    Wait: [...data, ...following, ...own.Wait, 'Seconds', 'Timestamp', 'Assign'],
    Succeed: data,
    Fail: ['Error', 'Cause', ...own.Fail],
    Parallel: [...working, ...resulting, 'Branches'],
    Map: [
      ...working,
      ...own.Map,
      ...(isPaths ? ['ResultPath'] : []),
      'ItemSelector',
      'ItemProcessor',
      'Iterator',
      'MaxConcurrency',
    ],
  };
}

const paths = ['InputPath', 'OutputPath', 'ResultPath', 'ItemsPath', 'SecondsPath', 'TimestampPath'];

/** Undefined for what is executed here, else why not. */
export type CheckResource = (resource: string) => string | undefined;

/** @returns all that is wrong with it, in one text */
export function readMachine(text: string, checkResource: CheckResource): Result<Machine> {
  const parsed = parsedJson(text);
  if (!isRecord(parsed)) return { failed: 'DEFINITION_NOT_JSON: the definition is no JSON object' };
  const problems: string[] = [];
  const { QueryLanguage: language = 'JSONPath' } = parsed;
  if (language !== 'JSONPath' && language !== 'JSONata')
    return { failed: `/QueryLanguage: ${JSON.stringify(language)} is no language of queries` };
  checkMachine(parsed, '', { problems, checkResource, language });
  if (problems.length > 0) return { failed: problems.join('; ') };
  // Every key was checked.
  return withLanguage(parsed, language) as unknown as Machine;
}

/** Every state says its language itself. */
function withLanguage(machine: Raw, language: QueryLanguage): Raw {
  const states = Object.entries(machine['States'] as Raw).map(([name, state]) => {
    const raw = state as Raw;
    const inner = (part: unknown) => (isRecord(part) ? withLanguage(part, language) : part);
    const { Branches, ItemProcessor, Iterator } = raw;
    const parts = defined({
      Branches: Array.isArray(Branches) ? Branches.map(inner) : undefined,
      ItemProcessor: inner(ItemProcessor),
      Iterator: inner(Iterator),
    });
    return [name, { QueryLanguage: language, ...raw, ...parts }] as const;
  });
  return { ...machine, States: Object.fromEntries(states) };
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
  const { StartAt, States } = machine;
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
  /** Of the machine. */
  readonly language: QueryLanguage;
}

interface Checking extends Ground {
  readonly place: string;
  readonly names: Raw;
}

function checkState(state: Raw, checking: Checking): void {
  const { place, problems } = checking;
  const { Type, QueryLanguage = checking.language } = state;
  const keys = QueryLanguage === 'JSONata' ? inExpressions : inPaths;
  const known = typeof Type === 'string' && Object.hasOwn(keys, Type) ? keys[Type] : undefined;
  if (known === undefined) {
    problems.push(`${place}/Type: ${JSON.stringify(Type ?? null)} is no type of state`);
    return;
  }
  if (QueryLanguage !== 'JSONata' && QueryLanguage !== 'JSONPath')
    problems.push(`${place}/QueryLanguage: ${JSON.stringify(QueryLanguage)} is no language of queries`);
  if (QueryLanguage === 'JSONPath' && checking.language === 'JSONata')
    problems.push(`${place}/QueryLanguage: a state machine in JSONata has no states in JSONPath`);
  const more = Type === 'Map' ? keysOfMap(state, QueryLanguage === 'JSONata') : [];
  for (const key of Object.keys(state))
    if (!known.includes(key) && !always.has(key) && !more.includes(key))
      problems.push(
        `${place}/${key}: Slipway does not execute ${key} of a ${String(Type)} in ${String(QueryLanguage)}`,
      );
  if (QueryLanguage === 'JSONata') checkExpressions(own(state), place, problems);
  else for (const key of paths) checkPath(state[key], `${place}/${key}`, problems);
  checkWays(state, known, checking);
  checkParts(state, checking);
}

/** Without the machines within it, which are checked themselves. */
function own(state: Raw): Raw {
  const { Branches: _branches, ItemProcessor: _processor, Iterator: _iterator, ...rest } = state;
  return rest;
}

function checkExpressions(value: unknown, place: string, problems: string[]): void {
  if (typeof value === 'string') {
    const expression = expressionIn(value);
    const wrong = expression === undefined ? undefined : wrongExpression(expression);
    if (wrong !== undefined) problems.push(`${place}: the JSONata expression cannot be read: ${wrong}`);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) checkExpressions(each, `${place}/${key}`, problems);
}

function checkPath(value: unknown, place: string, problems: string[]): void {
  if (typeof value !== 'string') return;
  const read = parseJsonPath(value.replace(/^\$(\$|[A-Za-z_]\w*)/, '$'));
  if (isFailed(read)) problems.push(`${place}: ${read.failed}`);
}

/** Where it goes on: exactly one way, to a state that is there. */
function checkWays(
  state: Raw,
  known: readonly string[],
  { place, problems, names, language }: Checking,
): void {
  const { Next, End, Type } = state;
  if (known.includes('Next') && (typeof Next === 'string') === (End === true))
    problems.push(`${place}: a ${String(Type)} has either Next or "End": true`);
  const choices = Type === 'Choice' ? listOf(state['Choices']) : [];
  if (Type === 'Choice' && choices.length === 0) problems.push(`${place}/Choices is empty`);
  const isQueried = (state['QueryLanguage'] ?? language) === 'JSONata';
  for (const [at, each] of choices.entries())
    if (isQueried && each['Condition'] === undefined)
      problems.push(`${place}/Choices/${at}: a rule of a Choice in JSONata has a Condition`);
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
  problems.push(...problemsOfMap(state).map(([key, wrong]) => `${place}/${key}: ${wrong}`));
}

function checkTask(resource: unknown, { place, problems, checkResource }: Checking): void {
  const wrong = typeof resource === 'string' ? checkResource(resource) : 'a Task has a Resource';
  if (wrong !== undefined) problems.push(`${place}/Resource: ${wrong}`);
}
