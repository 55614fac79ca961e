// One target of a deployment as CodeDeploy's API gives it: an instance, a function, or a service with its task sets.
import type { DeploymentRecord, TargetRecord } from '../../actions/deployment/deployment-record.ts';
import type { CodeDeployApi } from '../../aws/operations/codedeploy.ts';
import { defined } from '../../lib/defined.ts';
import { formatArn } from '../../model/arn.ts';
import { taskSetsNow } from '../ecs/task-sets.ts';
import type { ServiceCall } from '../service.ts';

type Shapes = CodeDeployApi['shapes'];

export async function targetOutput(
  call: ServiceCall,
  record: DeploymentRecord,
  target: TargetRecord,
): Promise<Shapes['DeploymentTarget']> {
  const { lambdaFunctionInfo, trafficWeight = 0 } = target;
  if (lambdaFunctionInfo !== undefined) {
    const resource = `function:${lambdaFunctionInfo.functionName}:${lambdaFunctionInfo.functionAlias}`;
    return {
      deploymentTargetType: 'LambdaTarget',
      lambdaTarget: {
        ...shared(record, target),
        targetArn: formatArn({ ...call.place, service: 'lambda', resource }),
        lambdaFunctionInfo: { ...lambdaFunctionInfo, targetVersionWeight: trafficWeight },
      },
    };
  }
  if (record.computePlatform === 'ECS')
    return { deploymentTargetType: 'ECSTarget', ecsTarget: await ecsTarget(call, record, target) };
  const resource = `instance/${target.targetId}`;
  const targetArn = formatArn({ ...call.place, service: 'ec2', resource });
  return {
    deploymentTargetType: 'InstanceTarget',
    instanceTarget: {
      ...shared(record, target),
      targetArn,
      ...defined({ instanceLabel: target.instanceLabel }),
    },
  };
}

function shared({ deploymentId }: DeploymentRecord, { targetId, status, lifecycleEvents }: TargetRecord) {
  const times = lifecycleEvents.flatMap(({ startTime = 0, endTime = 0 }) => [startTime, endTime]);
  const lastUpdatedAt = Math.max(0, ...times);
  return {
    deploymentId,
    targetId,
    status,
    ...(lastUpdatedAt === 0 ? {} : { lastUpdatedAt: new Date(lastUpdatedAt) }),
    lifecycleEvents: lifecycleEvents.map((event) =>
      defined({
        lifecycleEventName: event.lifecycleEventName,
        status: event.status,
        startTime: event.startTime === undefined ? undefined : new Date(event.startTime),
        endTime: event.endTime === undefined ? undefined : new Date(event.endTime),
        diagnostics: event.diagnostics,
      }),
    ),
  };
}

async function ecsTarget(
  call: ServiceCall,
  record: DeploymentRecord,
  target: TargetRecord,
): Promise<Shapes['ECSTarget']> {
  const [cluster = '', serviceName = ''] = target.targetId.split(':');
  const resource = `service/${cluster}/${serviceName}`;
  return {
    ...shared(record, target),
    targetArn: formatArn({ ...call.place, service: 'ecs', resource }),
    taskSetsInfo: await taskSets(call, { cluster, serviceName }, target),
  };
}

/** As they are now: a later deployment may have ended them. */
async function taskSets(
  call: ServiceCall,
  name: { readonly cluster: string; readonly serviceName: string },
  { taskSets: sets, trafficWeight = 0 }: TargetRecord,
): Promise<readonly Shapes['ECSTaskSet'][]> {
  if (sets === undefined) return [];
  const ids = [...(sets.blue === undefined ? [] : [sets.blue]), sets.green];
  const now = await taskSetsNow(call, name, ids);
  return now.map(({ id, ...counts }) => {
    const isGreen = id === sets.green;
    const weight = isGreen ? trafficWeight : 100 - trafficWeight;
    return { identifer: id, taskSetLabel: isGreen ? 'Green' : 'Blue', ...counts, trafficWeight: weight };
  });
}
