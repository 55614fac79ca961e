// What something else than CloudFormation has changed of a stack's resources, as CloudFormation detects it.
// Source: CloudFormation user guide, "Detect unmanaged configuration changes to stacks and resources with drift detection".
import type { PropertyDifference, StackResourceDrift } from '@aws-sdk/client-cloudformation';
import { setTimeout as delay } from 'node:timers/promises';
import { defined } from '../../lib/defined.ts';
import type { FieldChange } from '../difference.ts';
import { calling } from './access.ts';
import type { StackAccess } from './stack.ts';

export interface Drift {
  readonly logicalId: string;
  readonly type: string;
  /** From what is there to what the template says. None where the resource is not there any more. */
  readonly fields?: readonly FieldChange[];
}

interface Drifts {
  readonly drifted: readonly Drift[];
  /** Logical ids of the resources that were read. */
  readonly checked: ReadonlySet<string>;
}

/** Reads every resource of the stack whose drift is detected. What deployments change is none. */
export async function detectDrift(stack: StackAccess): Promise<Drifts> {
  const { client, stackName: StackName } = stack;
  const { DescribeStackResourceDriftsCommand, DetectStackDriftCommand } =
    await import('@aws-sdk/client-cloudformation');
  const { StackDriftDetectionId = '' } = await calling(`the drift of the stack ${StackName}`, async () =>
    client.send(new DetectStackDriftCommand({ StackName })),
  );
  await detected(stack, StackDriftDetectionId);
  const found: StackResourceDrift[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await client.send(
      new DescribeStackResourceDriftsCommand({ StackName, ...defined({ NextToken }) }),
    );
    found.push(...(answer.StackResourceDrifts ?? []));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  const read = found.filter(({ StackResourceDriftStatus: status }) => status !== 'NOT_CHECKED');
  return {
    drifted: read.map(driftOf).filter(({ fields }) => fields === undefined || fields.length > 0),
    checked: new Set(read.map(({ LogicalResourceId = '' }) => LogicalResourceId)),
  };
}

async function detected({ client, access }: StackAccess, StackDriftDetectionId: string): Promise<void> {
  const { DescribeStackDriftDetectionStatusCommand } = await import('@aws-sdk/client-cloudformation');
  const asked = new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId });
  while ((await client.send(asked)).DetectionStatus === 'DETECTION_IN_PROGRESS') await delay(access.pollMs);
}

function driftOf(drift: StackResourceDrift): Drift {
  const { LogicalResourceId: logicalId = '', ResourceType: type = '' } = drift;
  if (drift.StackResourceDriftStatus === 'DELETED') return { logicalId, type };
  const deployed = changedByDeployments[type] ?? [];
  const fields = (drift.PropertyDifferences ?? [])
    .map(fieldOf)
    .filter(({ path }) => !deployed.some((each) => path === each || path.startsWith(`${each}.`)));
  return { logicalId, type, fields };
}

/** What a deployment, or the service itself, changes for what it is there for. */
const changedByDeployments: Readonly<Record<string, readonly string[]>> = {
  'AWS::AutoScaling::AutoScalingGroup': ['DesiredCapacity'],
  'AWS::ECS::Service': ['DesiredCount', 'TaskDefinition'],
  'AWS::ElasticBeanstalk::Environment': ['VersionLabel'],
  'AWS::Lambda::Alias': ['FunctionVersion', 'RoutingConfig'],
  'AWS::Lambda::Function': ['Code'],
};

function fieldOf({ PropertyPath = '', ActualValue, ExpectedValue }: PropertyDifference): FieldChange {
  const [before, after] = [valueOf(ActualValue), valueOf(ExpectedValue)];
  return { path: pathOf(PropertyPath), ...defined({ before, after }) };
}

/** From a JSON pointer (RFC 6901) to the form of every other difference: `Tags[0].Value`. */
function pathOf(pointer: string): string {
  const parts = pointer.split('/').slice(1);
  const names = parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return names
    .map((name, index) => (/^\d+$/.test(name) ? `[${name}]` : `${index === 0 ? '' : '.'}${name}`))
    .join('');
}

/** AWS writes `null` for what is not there, and other values than texts in JSON. */
function valueOf(text: string | undefined): unknown {
  if (text === undefined || text === 'null') return undefined;
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
