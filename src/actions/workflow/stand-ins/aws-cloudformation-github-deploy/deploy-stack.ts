// Makes a change set of the stack, executes it, and follows the operation to its end.
import type { CallAws } from '../../../../account/call-aws.ts';
import type { Values } from '../../../../aws/wire/message.ts';
import { isFailed } from '../../../../lib/result.ts';
import { textOf } from '../../../account-calls.ts';
import { eventsOf, findStack, followStack, reportRecorded } from '../../../stack-calls.ts';
import { inLocalAddresses, withAws } from '../aws-calls.ts';
import { readInJob } from '../paths-in-job.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';
import { isSet, stackSettings } from './stack-settings.ts';

export async function deployStack(call: StandInCall): Promise<StandInEnd> {
  const { inputs } = call;
  const StackName = inputs['name'] ?? '';
  if (StackName === '') return failed('Input required and not supplied: name');
  if (inputs['mode'] === 'execute-only')
    return await withAws(call, async (aws) =>
      executeChangeSet(call, aws, { StackName, ChangeSetName: inputs['execute-change-set-id'] ?? '' }),
    );
  const settings = stackSettings(inputs);
  if (isFailed(settings)) return failed(settings.failed);
  const template = await templateOf(call);
  if (isFailed(template)) return failed(template.failed);
  const given = inputs['change-set-name'] ?? '';
  const set = { StackName, ChangeSetName: given === '' ? `${StackName}-CS` : given };
  return await withAws(call, async (aws) =>
    createAndExecute(call, aws, { set, input: { ...set, ...settings.settings, ...template } }),
  );
}

interface ChangeSet {
  readonly StackName: string;
  readonly ChangeSetName: string;
}

async function templateOf({ job, inputs }: StandInCall) {
  const written = inputs['template'] ?? '';
  if (written === '') return { failed: 'Input required and not supplied: template' };
  if (written.startsWith('https://')) return { TemplateURL: written };
  const TemplateBody = await readInJob(job, written);
  return TemplateBody === undefined ? { failed: `There is no template at "${written}"` } : { TemplateBody };
}

async function createAndExecute(
  call: StandInCall,
  aws: CallAws,
  { set, input }: { readonly set: ChangeSet; readonly input: Values },
): Promise<StandInEnd> {
  const { inputs } = call;
  const stack = await findStack(aws, set.StackName);
  const isNew = stack === undefined || stack.status === 'REVIEW_IN_PROGRESS';
  if (stack !== undefined) await aws('cloudformation', 'DeleteChangeSet', { ...set });
  const type = isNew ? 'CREATE' : 'UPDATE';
  const created = await aws('cloudformation', 'CreateChangeSet', { ...input, ChangeSetType: type });
  const described = await aws('cloudformation', 'DescribeChangeSet', { ...set });
  const changes = (described['Changes'] ?? []) as readonly Values[];
  const outputs = {
    'stack-id': textOf(created['StackId']),
    'change-set-id': textOf(created['Id']),
    'change-set-name': set.ChangeSetName,
    'has-changes': String(changes.length > 0),
    'changes-count': String(changes.length),
    'changes-summary': JSON.stringify(changes),
  };
  if (textOf(described['Status']) === 'FAILED') {
    const end = await withoutChanges(call, aws, { set, described });
    return { ...end, outputs: { ...outputs, ...(await inLocalAddresses(call, stack?.outputs ?? {})) } };
  }
  if (isSet(inputs['no-execute-changeset']) || inputs['mode'] === 'create-only') return succeeded(outputs);
  const executed = await executeChangeSet(call, aws, set);
  return { ...executed, outputs: { ...outputs, ...executed.outputs } };
}

async function withoutChanges(
  { job, inputs }: StandInCall,
  aws: CallAws,
  { set, described }: { readonly set: ChangeSet; readonly described: Values },
): Promise<StandInEnd> {
  const reason = textOf(described['StatusReason']);
  if (!isSet(inputs['no-delete-failed-changeset']))
    await aws('cloudformation', 'DeleteChangeSet', { ...set });
  const isEmpty = /didn't contain changes|No updates are to be performed/.test(reason);
  if (!isEmpty || isYes(inputs['fail-on-empty-changeset']) || inputs['no-fail-on-empty-changeset'] === '0')
    return failed(`Failed to create Change Set: ${reason}`);
  job.context.log.line('No updates are to be performed');
  await reportRecorded(aws, set.StackName, job.context);
  return succeeded();
}

async function executeChangeSet(call: StandInCall, aws: CallAws, set: ChangeSet): Promise<StandInEnd> {
  const { context } = call.job;
  const { StackName } = set;
  const before = new Set((await eventsOf(aws, StackName)).map((event) => textOf(event['EventId'])));
  const isKept = isSet(call.inputs['disable-rollback']);
  await aws('cloudformation', 'ExecuteChangeSet', { ...set, ...(isKept ? { DisableRollback: true } : {}) });
  if (isSet(call.inputs['termination-protection']))
    await aws('cloudformation', 'UpdateTerminationProtection', {
      StackName,
      EnableTerminationProtection: true,
    });
  const following = { log: context.log, signal: call.ended, after: before };
  const { stack, reason } = await followStack(aws, StackName, following);
  if (!['CREATE_COMPLETE', 'UPDATE_COMPLETE'].includes(stack.status))
    return failed(`The stack ${StackName} is in ${stack.status}${reason === undefined ? '' : `. ${reason}`}`);
  await reportRecorded(aws, StackName, context);
  return succeeded({ 'stack-id': stack.id, ...(await inLocalAddresses(call, stack.outputs)) });
}
