// TestState: one state of a definition, executed by itself with what the call gives. Source: Step Functions API reference, TestState.
import type { StepFunctionsApi } from '../../aws/operations/stepfunctions.ts';
import { callingAs } from '../../account/call-aws.ts';
import { sessionOfRole } from '../../account/principals.ts';
import { defined } from '../../lib/defined.ts';
import { isRecord } from '../../lib/is-record.ts';
import type { JsonValue } from '../../lib/json-path.ts';
import { isFailed } from '../../lib/result.ts';
import { holdServiceCalls } from '../service-calls.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { integrationOf } from './integrations.ts';
import type { State } from './language/machine.ts';
import {
  testState as testOne,
  type Mock,
  type TestedState,
  type TestOutcome,
} from './language/test-state.ts';
import { StateError } from './language/state-error.ts';
import { performTask } from './perform-task.ts';
import { readDefinition } from './run-execution.ts';
import { sleepUntil } from './waiting.ts';

type Shapes = StepFunctionsApi['shapes'];
type Given = Shapes['TestStateInput'];

export const testState: Operation<StepFunctionsApi, 'TestState'> = async (input, call) => {
  refuseNotExecuted(input);
  const { name, state } = stateIn(input);
  const mock = mockIn(input.mock);
  checkWork(state, input, mock);
  await mustTrust(input.roleArn, call);
  const context = jsonIn(input.context ?? '{}', 'context');
  const variables = jsonIn(input.variables ?? '{}', 'variables');
  if (!isRecord(context) || !isRecord(variables))
    throw invalid('The context and the variables must be JSON objects');
  const limit = AbortSignal.timeout(mostMs);
  const tested: TestedState = {
    name,
    state,
    input: jsonIn(input.input ?? '{}', 'input'),
    context,
    variables,
    retried: input.stateConfiguration?.retrierRetryCount ?? 0,
    effects: effectsOf(input.roleArn, call),
    signal: limit,
    ...defined({ mock }),
  };
  try {
    return answerOf(await testOne(tested), input.inspectionLevel ?? 'INFO');
  } catch (error) {
    if (!limit.aborted) throw error;
    return {
      status: 'FAILED',
      error: 'States.Timeout',
      cause: 'A state is tested for five minutes at most.',
    };
  }
};

/** Step Functions developer guide, "Testing a state": five minutes. */
const mostMs = 5 * 60_000;

function refuseNotExecuted({ inspectionLevel, revealSecrets, stateConfiguration = {}, mock }: Given): void {
  const { retrierRetryCount: _count, ...others } = stateConfiguration;
  const [other] = Object.keys(others);
  const { fieldValidationMode: mode = 'NONE' } = mock ?? {};
  const refused = [
    inspectionLevel === 'TRACE' || revealSecrets === true ? 'the inspection level TRACE' : undefined,
    other === undefined ? undefined : `${other} of a test`,
    mode === 'NONE' ? undefined : `the fieldValidationMode ${mode}`,
  ].find((each) => each !== undefined);
  if (refused !== undefined) throw invalid(`Slipway does not execute ${refused} on this machine`);
}

/** A definition is a state, or a state machine of which one is named. */
function stateIn({ definition, stateName }: Given): { readonly name: string; readonly state: State } {
  const given = parsed(definition);
  if (!isRecord(given)) throw wrongDefinition('the definition is no JSON object');
  const name = stateName ?? 'TestState';
  const isMachine = isRecord(given['States']);
  if (stateName !== undefined && !isMachine) throw wrongDefinition('stateName is of a state machine');
  if (stateName === undefined && isMachine)
    throw wrongDefinition('stateName is required for a state machine');
  const machine = isMachine ? given : { StartAt: name, States: { ...endsFor(given), [name]: given } };
  const read = readDefinition(JSON.stringify(machine));
  if (isFailed(read)) throw wrongDefinition(read.failed);
  const state = Object.hasOwn(read.States, name) ? read.States[name] : undefined;
  if (state === undefined) throw wrongDefinition(`there is no state ${name}`);
  return { name, state };
}

/** A state by itself goes on to states that are not there. */
function endsFor(state: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const rules = [state['Choices'], state['Catch']].flatMap((each) => (Array.isArray(each) ? each : []));
  const named = [
    state['Next'],
    state['Default'],
    ...rules.map((each: unknown) => isRecord(each) && each['Next']),
  ];
  return Object.fromEntries(
    named.flatMap((each) => (typeof each === 'string' ? [[each, { Type: 'Succeed' }]] : [])),
  );
}

function mockIn(mock: Given['mock']): Mock | undefined {
  const { result, errorOutput } = mock ?? {};
  if (result !== undefined && errorOutput !== undefined)
    throw invalid('A mock has either a result or an errorOutput');
  if (result !== undefined) return { result: jsonIn(result, 'result of the mock') };
  return errorOutput && { failed: new StateError(errorOutput.error ?? '', errorOutput.cause ?? '') };
}

/** What a single call cannot do is tested with a mock, as on AWS. */
function checkWork(state: State, { roleArn }: Given, mock: Mock | undefined): void {
  const works = ['Task', 'Parallel', 'Map'].includes(state.Type);
  if (mock !== undefined && !works) throw invalid(`A ${state.Type} state does not take a mock`);
  if (!works || mock !== undefined) return;
  if (state.Type !== 'Task') throw invalid(`A ${state.Type} state is tested with a mock`);
  const integration = integrationOf(state.Resource);
  const waits =
    isFailed(integration) ||
    integration.kind === 'activity' ||
    ('waits' in integration && integration.waits !== 'request');
  if (waits) throw invalid(`The Resource ${state.Resource} is tested with a mock`);
  if (roleArn === undefined) throw invalid('roleArn is required for a Task without a mock');
}

/** A role that is given must trust Step Functions. */
async function mustTrust(roleArn: string | undefined, { ground, place }: ServiceCall): Promise<void> {
  if (roleArn === undefined) return;
  const service = 'states.amazonaws.com';
  const { untrusted } = await holdServiceCalls(
    { roleArn, sessionName: 'slipway-states', service, region: place.region, rights: [], use: {} },
    ground,
  );
  if (untrusted === undefined) return;
  const message = `Neither the global service principal ${service}, nor the regional one is authorized to assume the provided role.`;
  throw refuse<{ operations: {}; errors: 'AccessDeniedException'; shapes: unknown }>(
    'AccessDeniedException',
    message,
    { status: 400 },
  );
}

function effectsOf(roleArn: string | undefined, { ground, place }: ServiceCall): TestedState['effects'] {
  const principal = sessionOfRole(roleArn ?? '', 'slipway-states');
  return {
    now: Date.now,
    sleepUntil,
    task: async (work) => {
      if (principal === undefined)
        throw refuse<StepFunctionsApi>('InvalidArn', `Invalid Arn: '${roleArn ?? ''}'`);
      return await performTask(
        { ground, place, call: callingAs(ground, { principal, region: place.region }) },
        work,
      );
    },
  };
}

function answerOf(
  { status, output, next, failure, inspection, errorDetails }: TestOutcome,
  level: string,
): Shapes['TestStateOutput'] {
  const texts = Object.fromEntries(
    Object.entries(inspection).map(([name, value]) => [name, JSON.stringify(value)]),
  );
  return defined({
    status,
    output: output === undefined ? undefined : JSON.stringify(output),
    nextState: next,
    error: failure?.error,
    cause: failure?.cause_,
    inspectionData: level === 'INFO' ? undefined : { ...texts, ...defined({ errorDetails }) },
  });
}

function jsonIn(text: string, what: string): JsonValue {
  const value = parsed(text);
  if (value !== undefined) return value;
  throw refuse<StepFunctionsApi>(
    'InvalidExecutionInput',
    `Invalid State Machine Execution Input: the ${what} is no JSON`,
  );
}

/** Undefined for what is no JSON. */
function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function wrongDefinition(message: string) {
  return refuse<StepFunctionsApi>('InvalidDefinition', `Invalid State Machine Definition: '${message}'`);
}

function invalid(message: string) {
  return refuse<StepFunctionsApi>('ValidationException', message);
}
