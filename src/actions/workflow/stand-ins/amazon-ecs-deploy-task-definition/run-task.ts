// Runs the revision once, outside of a service.
import { setTimeout as delay } from 'node:timers/promises';
import type { Values } from '../../../../aws/wire/message.ts';
import { defined } from '../../../../lib/defined.ts';
import type { CallAws } from '../../../../account/call-aws.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';

export async function runTask(
  call: StandInCall,
  aws: CallAws,
  { cluster, taskDefinition }: { readonly cluster: string; readonly taskDefinition: string },
): Promise<StandInEnd> {
  const { inputs } = call;
  const answer = await aws('ecs', 'RunTask', { cluster, taskDefinition, ...settingsOf(inputs) });
  const arns = (answer['tasks'] as readonly Values[]).map(({ taskArn }) => String(taskArn));
  const outputs = { 'run-task-arn': JSON.stringify(arns) };
  const [failure] = (answer['failures'] ?? []) as readonly Values[];
  if (failure !== undefined)
    return { ...failed(`${String(failure['arn'])} is ${String(failure['reason'])}`), outputs };
  if (!isYes(inputs['wait-for-task-stopped'])) return succeeded(outputs);
  return { ...(await waitForTasks(call, aws, { cluster, tasks: arns })), outputs };
}

function settingsOf(inputs: StandInCall['inputs']): Values {
  const list = (key: string): readonly string[] =>
    (inputs[key] ?? '').split(',').filter((each) => each !== '');
  const json = (key: string): readonly unknown[] => {
    const text = inputs[key] ?? '';
    return text === '' ? [] : (JSON.parse(text) as readonly unknown[]);
  };
  const subnets = list('run-task-subnets');
  const securityGroups = list('run-task-security-groups');
  const strategy = json('run-task-capacity-provider-strategy');
  const launchType = inputs['run-task-launch-type'] ?? '';
  const startedBy = inputs['run-task-started-by'] ?? '';
  const isInNetwork = subnets.length + securityGroups.length > 0;
  const assignPublicIp = inputs['run-task-assign-public-IP'] ?? '';
  return defined({
    startedBy: startedBy === '' ? 'GitHub-Actions' : startedBy,
    overrides: { containerOverrides: json('run-task-container-overrides') },
    tags: json('run-task-tags'),
    capacityProviderStrategy: strategy.length === 0 ? undefined : strategy,
    launchType: strategy.length === 0 ? (launchType === '' ? 'FARGATE' : launchType) : undefined,
    networkConfiguration: isInNetwork
      ? {
          awsvpcConfiguration: {
            subnets,
            securityGroups,
            assignPublicIp: assignPublicIp === '' ? 'DISABLED' : assignPublicIp,
          },
        }
      : undefined,
  });
}

const pollMs = 200;

async function waitForTasks(
  { ended }: StandInCall,
  aws: CallAws,
  place: { readonly cluster: string; readonly tasks: readonly string[] },
): Promise<StandInEnd> {
  for (;;) {
    const { tasks } = (await aws('ecs', 'DescribeTasks', place)) as { readonly tasks: readonly Values[] };
    if (tasks.every(({ lastStatus }) => lastStatus === 'STOPPED')) return endOf(tasks);
    await delay(pollMs, undefined, { signal: ended });
  }
}

function endOf(tasks: readonly Values[]): StandInEnd {
  const wrong = tasks
    .flatMap(({ containers }) => containers as readonly Values[])
    .filter(({ exitCode }) => exitCode !== 0)
    .map(({ name, exitCode, reason }) => `${String(name)} ended with ${String(exitCode ?? reason)}`);
  return wrong.length === 0 ? succeeded() : failed(`Run task failed: ${wrong.join(', ')}`);
}
