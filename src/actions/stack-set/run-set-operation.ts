// What the two actions of stack sets have in common: an operation that is begun once and followed to its end, and the stacks
// that a set has.
import { setTimeout as delay } from 'node:timers/promises';
import type { Values } from '../../aws/wire/message.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import type { CallAws } from '../../account/call-aws.ts';
import { defined } from '../../lib/defined.ts';
import { sessionUse, type AccessOptions } from '../session-use.ts';
import { openAccountCalls, textOf } from '../account-calls.ts';
import { InputError } from '../artifact-text.ts';
import type { ActionContext, ActionResult, RunOf } from '../provider.ts';
import { words } from './set-inputs.ts';

export interface SetWork {
  readonly context: ActionContext<AccessOptions>;
  readonly call: CallAws;
  readonly name: string;
}

/** Gives the id of the last operation; undefined when there was nothing to do. @throws InputError, CallRefused */
type Work = (work: SetWork) => Promise<string | undefined>;

export function runOnSet(work: Work): RunOf<AccessOptions> {
  return async (context): Promise<ActionResult> => {
    const name = context.configuration['StackSetName'] ?? '';
    try {
      const call = await openAccountCalls(context, { signal: context.signal, use: sessionUse(context) });
      const OperationId = await work({ context, call, name });
      const { StackSet } = await call('cloudformation', 'DescribeStackSet', { StackSetName: name });
      const StackSetId = textOf((StackSet as Values)['StackSetId']);
      return {
        status: 'Succeeded',
        outputVariables: { StackSetId, ...defined({ OperationId }) },
        outputArtifacts: [],
        summary: OperationId === undefined ? `${name}: nothing to do` : `${name}: operation ${OperationId}`,
        ...defined({ externalExecutionId: OperationId }),
      };
    } catch (error) {
      if (error instanceof InputError) return failed(error.message, 'ConfigurationError');
      if (error instanceof CallRefused) return failed(`${error.code}: ${error.message}`);
      if (error instanceof OperationFailure) return failed(error.message);
      throw error;
    }
  };
}

function failed(message: string, code = 'JobFailed'): ActionResult {
  return { status: 'Failed', error: { code, message } };
}

/** An operation has ended as FAILED. */
class OperationFailure extends Error {
  override readonly name = 'OperationFailure';
}

/**
 * Begun once, also when the process dies in between: its id is the action's.
 * @throws OperationFailure
 */
export async function operated(
  { context, call, name }: SetWork,
  operation: 'CreateStackInstances' | 'UpdateStackInstances' | 'UpdateStackSet',
  input: Values,
): Promise<string> {
  const OperationId = `${context.actionExecutionId}-${operation}`;
  const { CallAs } = context.configuration;
  const given = {
    StackSetName: name,
    OperationId,
    OperationPreferences: preferences(context),
    ...defined({ CallAs }),
    ...input,
  };
  await context.step(operation, async () => {
    try {
      await call('cloudformation', operation, given);
    } catch (error) {
      if (!(error instanceof CallRefused && error.code === 'OperationIdAlreadyExistsException')) throw error;
    }
    return OperationId;
  });
  await followed({ context, call, name }, OperationId);
  return OperationId;
}

function preferences({ configuration }: SetWork['context']): Values {
  const { FailureTolerancePercentage, MaxConcurrentPercentage } = configuration;
  return { ...defined({ FailureTolerancePercentage, MaxConcurrentPercentage }) };
}

async function followed({ context, call, name }: SetWork, OperationId: string): Promise<void> {
  const given = { StackSetName: name, OperationId };
  for (;;) {
    const answer = await call('cloudformation', 'DescribeStackSetOperation', given);
    const status = textOf((answer['StackSetOperation'] as Values)['Status']);
    if (status !== 'RUNNING') {
      const { Summaries } = await call('cloudformation', 'ListStackSetOperationResults', given);
      const lines = ((Summaries ?? []) as readonly Values[]).map((each) =>
        ['Account', 'Region', 'Status', 'StatusReason']
          .map((key) => textOf(each[key]))
          .join(' ')
          .trimEnd(),
      );
      for (const line of lines) context.log.line(line);
      if (status === 'SUCCEEDED') return;
      throw new OperationFailure(
        `The operation of ${name} has ${status}. ${lines.find((line) => / FAILED /.test(line)) ?? ''}`.trimEnd(),
      );
    }
    await delay(100, undefined, { signal: context.signal });
  }
}

/** Accounts and Regions of those that the set has a stack in, and of the others. */
export async function targetsOf({ context, call, name }: SetWork, accounts: readonly string[]) {
  const regions = words(context.configuration['Regions'] ?? '');
  const { Summaries } = await call('cloudformation', 'ListStackInstances', { StackSetName: name });
  const there = new Set(
    ((Summaries ?? []) as readonly Values[]).map(
      (each) => `${textOf(each['Account'])} ${textOf(each['Region'])}`,
    ),
  );
  const isThere = (region: string) => accounts.every((account) => there.has(`${account} ${region}`));
  return { present: regions.filter(isThere), missing: regions.filter((region) => !isThere(region)) };
}
