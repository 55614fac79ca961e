// The CloudFormation deploy action: a stack, or a change set of it, on this machine's CloudFormation. Source: CodePipeline user
// guide, "AWS CloudFormation deploy action reference".
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Values } from '../../aws/wire/message.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { sessionUse, type AccessOptions } from '../session-use.ts';
import { inLocalAddresses, openAccountCalls, textOf } from '../account-calls.ts';
import type { ActionContext, ActionResult, RunOf } from '../provider.ts';
import { eventsOf, findStack, followStack, reportRecorded, type SeenStack } from '../stack-calls.ts';
import type { CallAws } from '../../account/call-aws.ts';
import { InputError } from '../artifact-text.ts';
import { stackInputs } from './stack-inputs.ts';

type Context = ActionContext<AccessOptions>;

interface Work {
  readonly context: Context;
  readonly call: CallAws;
  readonly name: string;
}

/** What a mode has come to: the stack to give outputs of. */
interface Success {
  readonly summary: string;
  readonly stack?: SeenStack;
}

type Outcome = Result<Success>;

export const runCloudFormation: RunOf<AccessOptions> = async (context) => {
  const { ActionMode = '', StackName: name = '' } = context.configuration;
  try {
    const work: Work = {
      context,
      call: await openAccountCalls(context, { signal: context.signal, use: sessionUse(context) }),
      name,
    };
    const outcome = await performed(work, ActionMode);
    if (isFailed(outcome)) return failed(outcome.failed);
    if (outcome.stack !== undefined && ActionMode !== 'CHANGE_SET_REPLACE')
      await reportRecorded(work.call, outcome.stack.id, context);
    return await succeeded(context, outcome);
  } catch (error) {
    if (error instanceof InputError) return failed(error.message, 'ConfigurationError');
    if (error instanceof CallRefused) return failed(`${error.code}: ${error.message}`);
    throw error;
  }
};

function failed(message: string, code = 'JobFailed'): ActionResult {
  return { status: 'Failed', error: { code, message } };
}

async function performed(work: Work, mode: string): Promise<Outcome> {
  switch (mode) {
    case 'CREATE_UPDATE':
      return await createOrUpdate(work);
    case 'REPLACE_ON_FAILURE':
      return (await removedIfFailed(work)) ?? (await createOrUpdate(work));
    case 'CHANGE_SET_REPLACE':
      return await replaceChangeSet(work);
    case 'CHANGE_SET_EXECUTE':
      return await executeChangeSet(work);
    case 'DELETE_ONLY':
      return await deleted(work);
    default:
      throw new InputError(`ActionMode "${mode}" is none of CloudFormation's`);
  }
}

/** Begun once, also when the process dies in between: the operation's token is the action's id. */
async function operated(
  work: Work,
  name: string,
  begin: (ClientRequestToken: string) => Promise<unknown>,
): Promise<Outcome> {
  const { context, call } = work;
  const before = await context.step(`${name}: before`, async () => {
    const found = await findStack(call, work.name);
    const events = found === undefined ? [] : await eventsOf(call, found.id);
    return { id: found?.id ?? '', events: events.map((event) => textOf(event['EventId'])) };
  });
  const begun = await context.step(name, async () => {
    try {
      await begin(context.actionExecutionId);
      // One that is deleted already has no name any more.
      return (await findStack(call, work.name))?.id ?? before.id;
    } catch (error) {
      if (error instanceof CallRefused && error.message === 'No updates are to be performed.')
        return 'unchanged';
      throw error;
    }
  });
  if (begun === 'unchanged')
    return {
      summary: 'No updates are to be performed.',
      ...defined({ stack: await findStack(call, work.name) }),
    };
  if (begun === '') return { summary: `${work.name} does not exist` };
  const { log, signal } = context;
  const { stack, reason } = await followStack(call, begun, { log, signal, after: new Set(before.events) });
  if (!['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'].includes(stack.status))
    return {
      failed: `The stack ${work.name} is in ${stack.status}${reason === undefined ? '' : `. ${reason}`}`,
    };
  return { summary: `${work.name} ${stack.status}`, stack };
}

async function createOrUpdate(work: Work): Promise<Outcome> {
  const { call, name } = work;
  const stack = await findStack(call, name);
  const isNew = stack === undefined || stack.status === 'REVIEW_IN_PROGRESS';
  const { stackPolicy, ...input } = await definitionOf(work);
  return await operated(work, 'operation', async (ClientRequestToken) =>
    call('cloudformation', isNew ? 'CreateStack' : 'UpdateStack', {
      ...input,
      ClientRequestToken,
      ...defined({ StackPolicyBody: stackPolicy }),
    }),
  );
}

async function definitionOf({
  context,
  call,
  name,
}: Work): Promise<Values & { readonly stackPolicy?: string }> {
  const { RoleArn, Capabilities = '' } = context.configuration;
  const { template, parameters, tags, stackPolicy } = await stackInputs(context, call);
  return {
    StackName: name,
    ...template,
    Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    Tags: tags,
    Capabilities: Capabilities.split(',')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
    ...defined({ RoleARN: RoleArn, stackPolicy }),
  };
}

const failedStatuses: ReadonlySet<string> = new Set([
  'CREATE_FAILED',
  'DELETE_FAILED',
  'ROLLBACK_COMPLETE',
  'ROLLBACK_FAILED',
  'UPDATE_ROLLBACK_FAILED',
]);

/** Undefined when the way is free. */
async function removedIfFailed(work: Work): Promise<Outcome | undefined> {
  const wasFailed = await work.context.step('was failed', async () =>
    failedStatuses.has((await findStack(work.call, work.name))?.status ?? ''),
  );
  if (!wasFailed) return undefined;
  const outcome = await operated(work, 'removal', async (ClientRequestToken) =>
    work.call('cloudformation', 'DeleteStack', {
      StackName: work.name,
      ClientRequestToken: `removal-${ClientRequestToken}`,
    }),
  );
  return isFailed(outcome) ? outcome : undefined;
}

async function deleted(work: Work): Promise<Outcome> {
  const { RoleArn } = work.context.configuration;
  const outcome = await operated(work, 'deletion', async (ClientRequestToken) =>
    work.call('cloudformation', 'DeleteStack', {
      StackName: work.name,
      ClientRequestToken,
      ...defined({ RoleARN: RoleArn }),
    }),
  );
  return isFailed(outcome) ? outcome : { summary: outcome.summary };
}

async function replaceChangeSet(work: Work): Promise<Outcome> {
  const { call, name, context } = work;
  const ChangeSetName = context.configuration['ChangeSetName'] ?? '';
  const { stackPolicy: _policy, ...input } = await definitionOf(work);
  const stack = await findStack(call, name);
  const isNew = stack === undefined || stack.status === 'REVIEW_IN_PROGRESS';
  if (stack !== undefined)
    await call('cloudformation', 'DeleteChangeSet', { StackName: name, ChangeSetName });
  await call('cloudformation', 'CreateChangeSet', {
    ...input,
    ChangeSetName,
    ChangeSetType: isNew ? 'CREATE' : 'UPDATE',
  });
  const described = await call('cloudformation', 'DescribeChangeSet', { StackName: name, ChangeSetName });
  if (textOf(described['Status']) === 'FAILED' && !isEmpty(described))
    return { failed: textOf(described['StatusReason']) };
  const changes = (described['Changes'] ?? []) as readonly Values[];
  for (const { ResourceChange } of changes) context.log.line(changeLine(ResourceChange as Values));
  const summary = isEmpty(described)
    ? 'No updates are to be performed.'
    : `${ChangeSetName}: ${changes.length} changes`;
  return { summary, ...defined({ stack }) };
}

function changeLine(change: Values): string {
  const replacement = textOf(change['Replacement']);
  return `${textOf(change['Action'])} ${textOf(change['LogicalResourceId'])} (${textOf(change['ResourceType'])})${replacement === '' ? '' : `, replacement: ${replacement}`}`;
}

function isEmpty(described: Values): boolean {
  const reason = textOf(described['StatusReason']);
  return reason.includes("didn't contain changes") || reason.includes('No updates are to be performed');
}

/** One that has no changes is no failure: pipelines run again with the same template. */
async function executeChangeSet(work: Work): Promise<Outcome> {
  const { call, name, context } = work;
  const input = { StackName: name, ChangeSetName: context.configuration['ChangeSetName'] ?? '' };
  const isNothing = await context.step('is empty', async () =>
    isEmpty(await call('cloudformation', 'DescribeChangeSet', input)),
  );
  if (isNothing)
    return { summary: 'No updates are to be performed.', ...defined({ stack: await findStack(call, name) }) };
  return await operated(work, 'execution', async (ClientRequestToken) =>
    call('cloudformation', 'ExecuteChangeSet', { ...input, ClientRequestToken }),
  );
}

/** The stack's outputs are variables, and a file of the output artifact when one is asked for. */
async function succeeded(context: Context, outcome: Success): Promise<ActionResult> {
  const { OutputFileName } = context.configuration;
  const text = JSON.stringify(outcome.stack?.outputs ?? {});
  const local = await inLocalAddresses(context, { signal: context.signal }, text);
  const outputs = JSON.parse(local) as Readonly<Record<string, string>>;
  for (const [name, url] of Object.entries(outputs))
    if (url !== outcome.stack?.outputs[name] && /^http:\/\/\S+$/.test(url))
      context.report({ kind: 'Endpoint', name, url, detail: 'output of the stack' });
  const [artifact] = context.declaration.outputArtifacts ?? [];
  const outputArtifacts =
    artifact === undefined
      ? []
      : [{ name: artifact.name, ...(await outputArtifact(context, OutputFileName, outputs)) }];
  return {
    status: 'Succeeded',
    outputVariables: outputs,
    outputArtifacts,
    summary: outcome.summary,
    ...defined({ externalExecutionId: outcome.stack?.id }),
  };
}

async function outputArtifact(context: Context, fileName: string | undefined, outputs: Values) {
  const folder = join(context.workFolder, 'output');
  mkdirSync(folder, { recursive: true });
  if (fileName !== undefined) {
    const file = join(folder, fileName);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(outputs));
  }
  return await context.state.artifacts.save(folder);
}
