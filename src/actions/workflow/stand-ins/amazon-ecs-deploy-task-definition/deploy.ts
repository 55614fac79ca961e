// Registers the revision, runs it once where that is asked for, and deploys it to the service.
import type { Values } from '../../../../aws/wire/message.ts';
import { isFailed } from '../../../../lib/result.ts';
import { defined } from '../../../../lib/defined.ts';
import { textOf } from '../../../account-calls.ts';
import { readTaskDefinition } from '../amazon-ecs-render-task-definition/run-render.ts';
import type { CallAws } from '../../../../account/call-aws.ts';
import { withAws } from '../aws-calls.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';
import { runTask } from './run-task.ts';
import { waitForDeployment } from './wait-for-deployment.ts';
import { registered } from './written-definition.ts';

export async function deploy(call: StandInCall): Promise<StandInEnd> {
  const written = call.inputs['task-definition'] ?? '';
  if (written === '') return failed('Input required and not supplied: task-definition');
  const read = await readTaskDefinition(call, written);
  if (isFailed(read)) return failed(read.failed);
  const keep = (call.inputs['keep-null-value-keys'] ?? '').split(',').map((key) => key.trim());
  return await withAws(call, async (aws) => {
    const answer = await aws('ecs', 'RegisterTaskDefinition', registered(read.definition, keep));
    const arn = String((answer['taskDefinition'] as Values)['taskDefinitionArn']);
    call.job.context.log.line(`Registered ${arn}`);
    const ran = isYes(call.inputs['run-task'])
      ? await runTask(call, aws, { cluster: clusterOf(call.inputs), taskDefinition: arn })
      : succeeded();
    const outputs = { 'task-definition-arn': arn, ...ran.outputs };
    if (ran.end.outcome !== 'success' || (call.inputs['service'] ?? '') === '') return { ...ran, outputs };
    return { ...(await deployTo(call, aws, arn)), outputs };
  });
}

async function deployTo(call: StandInCall, aws: CallAws, taskDefinition: string): Promise<StandInEnd> {
  const { inputs } = call;
  const place = { cluster: clusterOf(inputs), service: inputs['service'] ?? '' };
  const described = await aws('ecs', 'DescribeServices', {
    cluster: place.cluster,
    services: [place.service],
  });
  const [failure] = described['failures'] as readonly Values[];
  if (failure !== undefined) return failed(`${String(failure['arn'])} is ${String(failure['reason'])}`);
  const [service = {}] = described['services'] as readonly Values[];
  if (service['status'] !== 'ACTIVE') return failed(`Service is ${String(service['status'])}`);
  const controller = textOf((service['deploymentController'] as Values | undefined)?.['type']);
  if (controller !== '' && controller !== 'ECS')
    return failed(
      `The service ${place.service} has the deployment controller ${controller}: such a deployment is not made by calls here`,
      'Deploy it by a pipeline with the action CodeDeployToECS.',
    );
  const before = new Set((service['events'] as readonly Values[]).map(({ id }) => String(id)));
  const updated = await aws('ecs', 'UpdateService', { ...place, taskDefinition, ...settingsOf(inputs) });
  const deployments = (updated['service'] as Values)['deployments'] as readonly Values[];
  const id = deployments.find(({ status }) => status === 'PRIMARY')?.['id'];
  call.job.context.log.line(`Deployment ${String(id)} of ${place.service} has begun`);
  if (!isYes(inputs['wait-for-service-stability'])) return succeeded();
  return await waitForDeployment(call, aws, { ...place, id: String(id), before });
}

function settingsOf(inputs: StandInCall['inputs']): Values {
  const count = Number.parseInt(inputs['desired-count'] ?? '', 10);
  const tags = inputs['enable-ecs-managed-tags'] ?? '';
  const propagation = inputs['propagate-tags'] ?? '';
  return defined({
    forceNewDeployment: isYes(inputs['force-new-deployment']),
    desiredCount: Number.isNaN(count) ? undefined : count,
    enableECSManagedTags: tags === '' ? undefined : isYes(tags),
    propagateTags: propagation === '' ? undefined : propagation,
  });
}

function clusterOf(inputs: StandInCall['inputs']): string {
  const cluster = inputs['cluster'] ?? '';
  return cluster === '' ? 'default' : cluster;
}
