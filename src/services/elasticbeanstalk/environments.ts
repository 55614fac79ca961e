// Environments of Elastic Beanstalk: in the register, where the action that deploys to them finds them. Their instances are
// hosts of this machine, which the first deployment starts. Source: Elastic Beanstalk API reference (2010-12-01).
import { createHash } from 'node:crypto';
import { defined } from '../../lib/defined.ts';
import { formatArn, parseArn } from '../../model/arn.ts';
import { readEnvironment } from '../../load/kinds/environment.ts';
import { shippedFleetKind, type ShippedFleet } from '../../model/shipped-fleet.ts';
import { describeBalancer } from '../../targets/balancer/open-balancer.ts';
import { removeFleet } from '../../targets/fleet/close-fleet.ts';
import { balancerFolder } from '../../targets/fleet/fleet-folder.ts';
import { documentsOf, type Placed } from '../documents.ts';
import { forgetBalancer } from '../forget-balancer.ts';
import { noteNotExecuted } from '../note-not-executed.ts';
import { readInput } from '../read-input.ts';
import type { ServiceCall } from '../service.ts';
import {
  applicationNamed,
  applications,
  invalid,
  recordOf,
  type Op,
  type Shapes,
  type Tags,
} from './applications.ts';

type Input = Omit<Shapes['CreateEnvironmentMessage'], 'Tags'>;

interface EnvironmentDocument {
  readonly name: string;
  readonly input: Input;
  readonly tags: Tags;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly changedAt: number;
}

const environments = documentsOf<EnvironmentDocument>('elasticbeanstalk/environment');
const type = 'AWS::ElasticBeanstalk::Environment';
const fleetType = 'Slipway::EC2::Fleet';

export const createEnvironment: Op<'CreateEnvironment'> = async ({ Tags, ...input }, call) => {
  const { ApplicationName: application, EnvironmentName: name } = input;
  applicationNamed(call, application);
  if (name === undefined) throw invalid('Environment name must be specified.');
  if (environments.get(call, name) !== undefined) throw invalid(`Environment ${name} already exists.`);
  if ((input.SolutionStackName ?? input.PlatformArn ?? input.TemplateName) === undefined)
    throw invalid('Either SolutionStackName, PlatformArn or TemplateName must be specified.');
  noteNotExecuted(call, 'Elastic Beanstalk', 'the sample application of a new environment');
  const at = { createdAt: call.now, changedAt: call.now };
  const document = { name, input, tags: recordOf(Tags), ...at };
  save(call, 'CreateEnvironment', document);
  return await output(call, document);
};

/** What of it is so on this machine alone goes into the register as a fleet of its name, as from a file. */
function save(call: ServiceCall, operation: string, document: EnvironmentDocument): void {
  const { name, input, tags } = document;
  const values = readInput(input, readEnvironment, invalid);
  environments.put(call, name, document);
  const { account, region, partition } = call.place;
  const made = {
    account,
    region,
    partition,
    name,
    madeBy: { kind: 'api', operation, principal: call.caller.arn } as const,
    at: call.now,
  };
  call.ground.account.put({ ...made, type, values, tags });
  const local = documentsOf<ShippedFleet>(shippedFleetKind).get(call, name);
  if (local !== undefined)
    call.ground.account.put({ ...made, type: fleetType, values: { name, instances: [], ...local } });
}

/** Options that are not named stay (API reference, UpdateEnvironment). */
export const updateEnvironment: Op<'UpdateEnvironment'> = async (changes, call) => {
  const before = environmentNamed(call, changes);
  const { EnvironmentId: _, OptionSettings = [], OptionsToRemove = [], ...rest } = changes;
  type Named = { readonly Namespace?: string; readonly OptionName?: string };
  const isSame = (one: Named, other: Named) =>
    one.Namespace === other.Namespace && one.OptionName === other.OptionName;
  const kept = (before.input.OptionSettings ?? []).filter(
    (setting) => ![...OptionSettings, ...OptionsToRemove].some((each) => isSame(each, setting)),
  );
  const input = { ...before.input, ...rest, OptionSettings: [...kept, ...OptionSettings] };
  const named = { ...input, ApplicationName: before.input.ApplicationName };
  const document = { ...before, input: named, changedAt: call.now };
  save(call, 'UpdateEnvironment', document);
  return await output(call, document);
};

interface Reference {
  readonly EnvironmentName?: string;
  readonly EnvironmentId?: string;
}

/** @throws AwsError when there is none */
function environmentNamed(
  call: Placed,
  { EnvironmentName: name, EnvironmentId: id }: Reference,
): EnvironmentDocument {
  const found = environments
    .list(call)
    .find((each) => each.name === name || (id !== undefined && idOf(call, each.name) === id));
  if (found === undefined) throw invalid(`No Environment found for EnvironmentName = '${name ?? id ?? ''}'.`);
  return found;
}

function idOf({ place }: Placed, name: string): string {
  const text = `${place.account} ${place.region} ${name}`;
  return `e-${createHash('sha256').update(text).digest('hex').slice(0, 10)}`;
}

/** Its processes are ended with it. */
export const terminateEnvironment: Op<'TerminateEnvironment'> = async (input, call) => {
  const found = environmentNamed(call, input);
  await remove(call, found.name);
  return { ...(await output(call, found)), Status: 'Terminated' };
};

async function remove(call: ServiceCall, name: string): Promise<void> {
  await removeFleet(call.ground.targetsFolder, name);
  const { account, place } = { account: call.ground.account, place: call.place };
  for (const each of [account.at(place).find(type, name), account.at(place).find(fleetType, name)])
    if (each !== undefined) account.remove(each);
  forgetBalancer(call, name);
  environments.remove(call, name);
}

export const deleteApplication: Op<'DeleteApplication'> = async (
  { ApplicationName: name, TerminateEnvByForce: isForced = false },
  call,
) => {
  const own = environments.list(call).filter(({ input }) => input.ApplicationName === name);
  if (own.length > 0 && !isForced)
    throw invalid(
      `Unable to delete application ${name} because it has following environments running: ${own.map((each) => each.name).join(', ')}`,
    );
  for (const each of own) await remove(call, each.name);
  applications.remove(call, name);
  return {};
};

export const describeEnvironments: Op<'DescribeEnvironments'> = async (
  { ApplicationName, EnvironmentNames = [], EnvironmentIds = [] },
  call,
) => {
  const wanted = environments
    .list(call)
    .filter(
      ({ name, input }) =>
        (ApplicationName === undefined || input.ApplicationName === ApplicationName) &&
        (EnvironmentNames.length === 0 || EnvironmentNames.includes(name)) &&
        (EnvironmentIds.length === 0 || EnvironmentIds.includes(idOf(call, name))),
    );
  return { Environments: await Promise.all(wanted.map(async (each) => output(call, each))) };
};

function environmentArn({ place }: Placed, application: string, name: string): string {
  return formatArn({ ...place, service: 'elasticbeanstalk', resource: `environment/${application}/${name}` });
}

/** Grey as long as nothing is deployed (developer guide, "Health colors and statuses"). */
async function output(
  call: ServiceCall,
  { name, input, createdAt, changedAt }: EnvironmentDocument,
): Promise<Shapes['EnvironmentDescription']> {
  const { ApplicationName, SolutionStackName, PlatformArn, Description, Tier } = input;
  const balancer = await describeBalancer(balancerFolder(call.ground.targetsFolder, name));
  const address = balancer?.listenerPort === undefined ? undefined : `127.0.0.1:${balancer.listenerPort}`;
  return {
    EnvironmentName: name,
    EnvironmentId: idOf(call, name),
    ApplicationName,
    ...defined({ SolutionStackName, PlatformArn, Description, EndpointURL: address, CNAME: address }),
    DateCreated: new Date(createdAt),
    DateUpdated: new Date(changedAt),
    Status: 'Ready',
    AbortableOperationInProgress: false,
    Health: address === undefined ? 'Grey' : 'Green',
    Tier: { Name: 'WebServer', Type: 'Standard', Version: '1.0', ...Tier },
    EnvironmentArn: environmentArn(call, ApplicationName, name),
  };
}

export const describeConfigurationSettings: Op<'DescribeConfigurationSettings'> = (
  { EnvironmentName },
  call,
) => {
  if (EnvironmentName === undefined) throw invalid('Slipway keeps no configuration templates');
  const { input, createdAt, changedAt } = environmentNamed(call, { EnvironmentName });
  const { ApplicationName, SolutionStackName, PlatformArn, Description, OptionSettings = [] } = input;
  return {
    ConfigurationSettings: [
      {
        ApplicationName,
        EnvironmentName,
        ...defined({ SolutionStackName, PlatformArn, Description }),
        DeploymentStatus: 'deployed',
        DateCreated: new Date(createdAt),
        DateUpdated: new Date(changedAt),
        OptionSettings,
      },
    ],
  };
};

export const describeEnvironmentResources: Op<'DescribeEnvironmentResources'> = (input, call) => ({
  EnvironmentResources: {
    EnvironmentName: environmentNamed(call, input).name,
    AutoScalingGroups: [],
    Instances: [],
    LaunchConfigurations: [],
    LaunchTemplates: [],
    LoadBalancers: [],
    Queues: [],
    Triggers: [],
  },
});

/** What happens in an environment is in the log of the action that deploys to it. */
export const describeEvents: Op<'DescribeEvents'> = () => ({ Events: [] });

interface Tagged {
  readonly tags: Tags;
  readonly save: (tags: Tags) => void;
}

/** @throws AwsError for another ARN */
function taggedWith(call: ServiceCall, arn: string): Tagged {
  const [kind, application = '', name = ''] = (parseArn(arn)?.resource ?? '').split('/');
  if (kind === 'application') {
    const found = applicationNamed(call, application);
    return { tags: found.tags, save: (tags) => applications.put(call, application, { ...found, tags }) };
  }
  const found = environmentNamed(call, { EnvironmentName: name });
  return { tags: found.tags, save: (tags) => save(call, 'UpdateTagsForResource', { ...found, tags }) };
}

export const listTagsForResource: Op<'ListTagsForResource'> = ({ ResourceArn }, call) => ({
  ResourceArn,
  ResourceTags: Object.entries(taggedWith(call, ResourceArn).tags).map(([Key, Value]) => ({ Key, Value })),
});

export const updateTagsForResource: Op<'UpdateTagsForResource'> = (input, call) => {
  const { ResourceArn, TagsToAdd, TagsToRemove = [] } = input;
  const { tags, save: saveTags } = taggedWith(call, ResourceArn);
  const kept = Object.entries(tags).filter(([key]) => !TagsToRemove.includes(key));
  saveTags({ ...Object.fromEntries(kept), ...recordOf(TagsToAdd) });
  return {};
};
