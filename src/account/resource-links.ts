// Which resource names which: read from the settings of each, from the rights of its role, and from what API Gateway and Lambda
// keep besides. Pure. A link says by what it was found, so that it can be judged.
import { listOf, type PolicyDocument } from '../model/policy.ts';
import type { ListedResource } from './listed-resources.ts';
import type { Resource, ResourceValues } from './resource.ts';

export interface ResourceLink {
  /** Keys of resources, as `resourceKey` makes them. */
  readonly from: string;
  readonly to: string;
  /** `variables.TABLE`, `rights: dynamodb:GetItem`. */
  readonly by: string;
}

/** A text in the settings of a resource, and the way to it. */
export interface Mention {
  readonly from: string;
  readonly path: readonly string[];
  readonly text: string;
}

/** Enough of a resource to find it by. */
export type Named = Pick<ListedResource, 'account' | 'region' | 'type' | 'name' | 'arn'>;

export function resourceKey({ account, region, type, name }: Omit<Named, 'arn'>): string {
  return `${account} ${region} ${type} ${name}`;
}

/**
 * Each pair once, by the first text that names it.
 * @param resources all that exist, with the values of those that the register has
 * @param kept what services keep besides, see `readMentions`
 */
export function linksOf(
  resources: readonly (Named & { readonly values?: Resource['values'] })[],
  kept: readonly Mention[] = [],
): readonly ResourceLink[] {
  const index = indexOf(resources);
  const holders = resources.filter(({ type }) => type !== 'AWS::IAM::RolePolicy');
  const settings = holders.flatMap((resource) => mentionsIn(resource.values, resourceKey(resource)));
  const links = [...settings, ...kept].flatMap((mention) =>
    targetsOf(mention, index).map((to) => ({ from: mention.from, to, by: mention.path.join('.') })),
  );
  return firstOfEach([...links, ...rightsOf(resources, index)]).filter(({ from, to }) => from !== to);
}

/** Every text in a value of JSON. */
export function mentionsIn(value: unknown, from: string, path: readonly string[] = []): readonly Mention[] {
  if (typeof value === 'string') return [{ from, path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    mentionsIn(each, from, Array.isArray(value) ? path : [...path, name]),
  );
}

interface Index {
  readonly byName: ReadonlyMap<string, readonly Named[]>;
  readonly withArn: readonly (Named & { readonly arn: string })[];
}

function indexOf(resources: readonly Named[]): Index {
  return {
    // The last part of `CLUSTER/SERVICE` is what its settings call it.
    byName: Map.groupBy(resources, ({ name }) => name.split('/').at(-1) ?? name),
    withArn: resources.flatMap((resource) =>
      resource.arn === undefined ? [] : [{ ...resource, arn: resource.arn }],
    ),
  };
}

function targetsOf({ from, path, text }: Mention, { byName, withArn }: Index): readonly string[] {
  if (text.includes('arn:'))
    return withArn.filter(({ arn }) => hasArn(text, arn)).map((resource) => resourceKey(resource));
  const isUrlOfQueue = /^https?:\/\/[^\s?#]+\/\d{12}\/([\w.-]+)$/.exec(text)?.[1];
  const named = (byName.get(isUrlOfQueue ?? text.split(':')[0] ?? text) ?? []).filter(
    (resource) => resourceKey(resource) !== from,
  );
  const hint = isUrlOfQueue === undefined ? hintOf(path) : /^AWS::SQS::/;
  const hinted = hint === undefined ? [] : named.filter(({ type }) => hint.test(type));
  // A short word may be the name of something by chance.
  const only = named.length === 1 && text.length >= 4 ? named : [];
  return (hinted.length > 0 ? hinted : only).map((resource) => resourceKey(resource));
}

/** `arn:…:table/orders` is in `arn:…:table/orders/index/*`, and is not in `arn:…:table/orders-old`. */
function hasArn(text: string, arn: string): boolean {
  const at = text.indexOf(arn);
  return at >= 0 && !/[\w-]/.test(text.charAt(at + arn.length));
}

/** Keys whose value is the name of one kind of thing, in lower case. */
const hints: readonly (readonly [key: RegExp, type: RegExp])[] = [
  [/function(name)?$/, /^AWS::Lambda::Function$/],
  [/bucket(name)?$|s3origin/, /^AWS::S3::Bucket$/],
  [/cluster(name)?$/, /^AWS::(ECS|RDS)::.*Cluster$/],
  [/service(name)?$/, /^AWS::ECS::Service$/],
  [/applicationname$/, /^AWS::CodeDeploy::Application$|^AWS::ElasticBeanstalk::/],
  [/deploymentgroupname$/, /^AWS::CodeDeploy::DeploymentGroup$/],
  [/environmentname$/, /^AWS::ElasticBeanstalk::Environment$/],
  [/deploymentconfigname$/, /^AWS::CodeDeploy::DeploymentConfig$/],
  [/projectname$/, /^AWS::CodeBuild::Project$/],
  [/targetgroup(name)?$/, /TargetGroup$/],
  [/taskdefinition$/, /^AWS::ECS::TaskDefinition$/],
  [/alarm(name)?s?$/, /^AWS::CloudWatch::Alarm$/],
  [/table(name)?$/, /^AWS::DynamoDB::Table$/],
  [/(queue|topic)(name)?$/, /^AWS::(SQS|SNS)::/],
  [/repository(name)?$/, /^AWS::ECR::Repository$/],
];

/** By the last key; `alarms[].name` by the one before. */
function hintOf(path: readonly string[]): RegExp | undefined {
  const keys = path.map((key) => key.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  const last = keys.at(-1) === 'name' || keys.at(-1) === 'value' ? keys.at(-2) : keys.at(-1);
  return hints.find(([key]) => key.test(last ?? ''))?.[1];
}

/** What the role of a resource may do with which others. A right to everything connects with nothing. */
function rightsOf(resources: Parameters<typeof linksOf>[0], { withArn }: Index): readonly ResourceLink[] {
  const policies = resources.flatMap(({ account, type, values }) =>
    // What is stored under a type has its values.
    type === 'AWS::IAM::RolePolicy' && values !== undefined
      ? [{ account, ...(values as ResourceValues['AWS::IAM::RolePolicy']) }]
      : [],
  );
  return resources.flatMap((resource) => {
    const role = values(resource)['role'];
    const roleName = typeof role === 'string' ? role.split('/').at(-1) : undefined;
    const own = policies.filter((each) => each.account === resource.account && each.roleName === roleName);
    return own
      .filter(({ kind }) => kind === 'rights')
      .flatMap(({ document }) => grantsIn(document))
      .flatMap(({ action, on }) =>
        withArn
          .filter(({ arn }) => hasArn(on, arn))
          .map((to) => ({ from: resourceKey(resource), to: resourceKey(to), by: `rights: ${action}` })),
      );
  });
}

function values(resource: { readonly values?: object }): Readonly<Record<string, unknown>> {
  return (resource.values ?? {}) as Readonly<Record<string, unknown>>;
}

function grantsIn({
  Statement,
}: PolicyDocument): readonly { readonly action: string; readonly on: string }[] {
  return Statement.filter(({ Effect }) => Effect === 'Allow').flatMap((statement) =>
    listOf(statement.Resource).map((on) => ({ action: listOf(statement.Action).join(', '), on })),
  );
}

function firstOfEach(links: readonly ResourceLink[]): readonly ResourceLink[] {
  const seen = new Map<string, ResourceLink>();
  for (const link of links) {
    const key = `${link.from}\n${link.to}`;
    if (!seen.has(key)) seen.set(key, link);
  }
  return [...seen.values()];
}
