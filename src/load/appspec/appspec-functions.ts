// An appspec for Lambda or ECS: one resource and hooks, both as lists of single-key mappings. Key names are taken in any
// case, because AWS's own examples write `resources` and `Resources`, `currentversion` and `CurrentVersion`.
// Source: CodeDeploy user guide, "AppSpec file structure for Lambda deployments" and "… for Amazon ECS deployments".
import { defined } from '../../lib/defined.ts';
import type { MapEntry, Node } from '../../lib/node.ts';
import { didYouMean } from '../../lib/nearest.ts';
import type { Place } from '../../lib/problem.ts';
import type { EcsAppSpec, LambdaAppSpec } from '../../model/deployment.ts';
import type { NotExecuted } from '../../model/not-executed.ts';
import { plain } from '../read-shape.ts';
import { agentText, isNothing, kindNames, type AppSpecFindings } from './appspec-findings.ts';

type FunctionPlatform = 'Lambda' | 'ECS';

export const resourceTypes = { Lambda: 'AWS::Lambda::Function', ECS: 'AWS::ECS::Service' } as const;

/** Events that may carry a hook function, in their order. */
export const functionHookEvents: Readonly<Record<FunctionPlatform, readonly string[]>> = {
  Lambda: ['BeforeAllowTraffic', 'AfterAllowTraffic'],
  ECS: ['BeforeInstall', 'AfterInstall', 'AfterAllowTestTraffic', 'BeforeAllowTraffic', 'AfterAllowTraffic'],
};

const refused = 'CodeDeploy refuses the deployment with INVALID_REVISION.';

/** As much as the file says; every error is a finding, so the result counts only without one. */
export function readFunctionTree(
  root: Node,
  platform: FunctionPlatform,
  findings: AppSpecFindings,
): LambdaAppSpec | EcsAppSpec | undefined {
  if (root.kind !== 'map') {
    findings.remark({
      code: 'AppSpecInvalid',
      message: `The file is ${kindNames[root.kind]}, and an appspec is a mapping with version, Resources and Hooks`,
      at: root.place,
      aws: refused,
    });
    return undefined;
  }
  const known = ['version', 'Resources', 'Hooks'];
  remarkUnknown(root, known, findings);
  readVersion(root, findings);
  const resource = readResource(root, platform, findings);
  const hooks = readHooks(entryIgnoringCase(root, 'Hooks')?.value, platform, findings);
  if (resource === undefined) return undefined;
  return platform === 'Lambda'
    ? { platform, ...readLambda(resource, findings), hooks }
    : { platform, ...readEcs(resource, findings), hooks };
}

export function entryIgnoringCase(node: Node, key: string): MapEntry | undefined {
  if (node.kind !== 'map') return undefined;
  return node.entries.find((entry) => entry.key.toLowerCase() === key.toLowerCase());
}

function readVersion(root: Node, findings: AppSpecFindings): void {
  const node = entryIgnoringCase(root, 'version')?.value;
  if (node?.kind === 'scalar' && Number(node.text) === 0 && node.text !== '') return;
  findings.remark({
    code: 'AppSpecVersionInvalid',
    message: node === undefined ? 'The key "version" is missing' : 'The version is not 0.0',
    at: node?.place ?? root.place,
    remedy: 'Write version: 0.0.',
    aws: refused,
  });
}

interface Resource {
  readonly logicalName: string;
  readonly properties: Node;
}

/** The one resource, in a list (as documented) or in a mapping. */
function readResource(
  root: Node,
  platform: FunctionPlatform,
  findings: AppSpecFindings,
): Resource | undefined {
  const node = entryIgnoringCase(root, 'Resources')?.value;
  const named = isNothing(node) ? [] : node.kind === 'list' ? node.items : [node];
  const entries = named.flatMap((each) => (each.kind === 'map' ? each.entries : []));
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1) {
    const place = entries[1]?.keyPlace ?? node?.place ?? root.place;
    invalid(findings, `"Resources" has ${entries.length} resources, and it must have exactly one`, place);
    return undefined;
  }
  remarkUnknown(entry.value, ['Type', 'Properties'], findings);
  const type = text(entry.value, 'Type');
  if (type !== resourceTypes[platform]) {
    invalid(
      findings,
      `The type ${type === undefined ? 'is missing' : `"${type}" is not ${resourceTypes[platform]}`}`,
      entryIgnoringCase(entry.value, 'Type')?.value.place ?? entry.keyPlace,
    );
  }
  const properties = entryIgnoringCase(entry.value, 'Properties')?.value;
  if (properties?.kind !== 'map') {
    invalid(findings, `The resource "${entry.key}" has no properties`, properties?.place ?? entry.keyPlace);
    return undefined;
  }
  return { logicalName: entry.key, properties };
}

function readLambda(
  resource: Resource,
  findings: AppSpecFindings,
): Omit<LambdaAppSpec, 'platform' | 'hooks'> {
  const { logicalName, properties } = resource;
  remarkUnknown(properties, ['Name', 'Alias', 'CurrentVersion', 'TargetVersion'], findings);
  return {
    logicalName,
    name: required(properties, 'Name', findings),
    alias: required(properties, 'Alias', findings),
    currentVersion: readFunctionVersion(properties, 'CurrentVersion', findings),
    targetVersion: readFunctionVersion(properties, 'TargetVersion', findings),
  };
}

/** A published version; an alias cannot be moved to `$LATEST` by weights. */
function readFunctionVersion(
  properties: Node,
  key: 'CurrentVersion' | 'TargetVersion',
  findings: AppSpecFindings,
): string {
  const version = required(properties, key, findings);
  if (version !== '' && !/^\d+$/.test(version)) {
    const place = entryIgnoringCase(properties, key)?.value.place ?? properties.place;
    invalid(findings, `The ${key} "${version}" is not the number of a published version`, place);
  }
  return version;
}

const ecsProperties = [
  'TaskDefinition',
  'LoadBalancerInfo',
  'PlatformVersion',
  'NetworkConfiguration',
  'CapacityProviderStrategy',
];

function readEcs(resource: Resource, findings: AppSpecFindings): Omit<EcsAppSpec, 'platform' | 'hooks'> {
  const { logicalName, properties } = resource;
  remarkUnknown(properties, ecsProperties, findings);
  const balancer = entryIgnoringCase(properties, 'LoadBalancerInfo')?.value;
  if (balancer === undefined)
    invalid(findings, 'The property "LoadBalancerInfo" is missing', properties.place);
  else remarkUnknown(balancer, ['ContainerName', 'ContainerPort'], findings);
  const notExecuted = unexecutedIn(properties, findings);
  const platformVersion = text(properties, 'PlatformVersion');
  const networkConfiguration = readNetwork(properties, findings);
  const capacityProviderStrategy = entryIgnoringCase(properties, 'CapacityProviderStrategy')?.value;
  return {
    logicalName,
    taskDefinition: required(properties, 'TaskDefinition', findings),
    containerName: balancer === undefined ? '' : required(balancer, 'ContainerName', findings),
    containerPort: balancer === undefined ? 0 : readPort(balancer, findings),
    ...defined({ platformVersion, networkConfiguration }),
    ...(capacityProviderStrategy === undefined
      ? {}
      : { capacityProviderStrategy: plain(capacityProviderStrategy) }),
    ...(notExecuted.length === 0 ? {} : { notExecuted }),
  };
}

/** Where tasks run, and in which network. */
const ofPlace = ['PlatformVersion', 'NetworkConfiguration', 'CapacityProviderStrategy'] as const;

function unexecutedIn(properties: Node, findings: AppSpecFindings): readonly NotExecuted[] {
  const reason = 'tasks run on this machine, in the network of its engine';
  return ofPlace.flatMap((what) => {
    const entry = entryIgnoringCase(properties, what);
    if (entry === undefined) return [];
    findings.remark({
      code: 'NotExecutedHere',
      severity: 'notice',
      message: `"${what}" of the appspec is not executed here: ${reason}`,
      at: entry.keyPlace,
    });
    return [{ what: `${what} of the appspec`, reason }];
  });
}

function readPort(balancer: Node, findings: AppSpecFindings): number {
  const written = required(balancer, 'ContainerPort', findings);
  const port = Number(written);
  if (written !== '' && !(Number.isInteger(port) && port >= 1 && port <= 65_535)) {
    const place = entryIgnoringCase(balancer, 'ContainerPort')?.value.place ?? balancer.place;
    invalid(findings, `The ContainerPort "${written}" is not a port from 1 to 65535`, place);
  }
  return port;
}

/** All three parts of `AwsvpcConfiguration` or no `NetworkConfiguration` at all. */
function readNetwork(properties: Node, findings: AppSpecFindings): unknown {
  const node = entryIgnoringCase(properties, 'NetworkConfiguration')?.value;
  if (isNothing(node)) return undefined;
  const vpc = entryIgnoringCase(node, 'AwsvpcConfiguration')?.value;
  const missing = ['Subnets', 'SecurityGroups', 'AssignPublicIp'].filter(
    (key) => vpc === undefined || entryIgnoringCase(vpc, key) === undefined,
  );
  if (missing.length > 0) {
    invalid(findings, `The AwsvpcConfiguration lacks ${missing.join(', ')}`, vpc?.place ?? node.place);
  }
  return plain(node);
}

function readHooks(
  node: Node | undefined,
  platform: FunctionPlatform,
  findings: AppSpecFindings,
): Readonly<Record<string, string>> {
  if (isNothing(node)) return {};
  if (node.kind !== 'list') {
    invalid(
      findings,
      `"Hooks" is ${kindNames[node.kind]}, and for ${platform} it must be a list`,
      node.place,
    );
    return {};
  }
  const entries = node.items.flatMap((item) => {
    if (item.kind === 'map') return item.entries;
    invalid(findings, 'A hook must be written as "- BeforeAllowTraffic: function-name"', item.place);
    return [];
  });
  return Object.fromEntries(entries.flatMap((entry) => readHook(entry, platform, findings) ?? []));
}

function readHook(
  entry: MapEntry,
  platform: FunctionPlatform,
  findings: AppSpecFindings,
): readonly [readonly [string, string]] | undefined {
  const events = functionHookEvents[platform];
  const event = events.find((each) => each.toLowerCase() === entry.key.toLowerCase());
  const value = entry.value.kind === 'scalar' ? agentText(entry.value) : '';
  if (event === undefined) {
    findings.remark({
      code: 'AppSpecHookUnknown',
      message: `${platform} has no lifecycle event "${entry.key}" that takes a hook`,
      at: entry.keyPlace,
      aws: refused,
      remedy: didYouMean(entry.key, events, `Use one of ${events.join(', ')}.`),
    });
    return undefined;
  }
  if (value !== '') return [[event, value]];
  findings.remark({
    code: 'AppSpecHookInvalid',
    message: `The hook "${entry.key}" names no function`,
    at: entry.value.place,
    aws: refused,
    remedy: 'Give the name or the ARN of one Lambda function.',
  });
  return undefined;
}

function required(node: Node, key: string, findings: AppSpecFindings): string {
  const value = text(node, key);
  if (value !== undefined && value !== '') return value;
  invalid(
    findings,
    `The property "${key}" is missing`,
    entryIgnoringCase(node, key)?.value.place ?? node.place,
  );
  return '';
}

function text(node: Node, key: string): string | undefined {
  const value = entryIgnoringCase(node, key)?.value;
  return isNothing(value) || value.kind !== 'scalar' ? undefined : agentText(value);
}

function remarkUnknown(node: Node, known: readonly string[], findings: AppSpecFindings): void {
  if (node.kind !== 'map') return;
  const folded = new Set(known.map((key) => key.toLowerCase()));
  for (const { key, keyPlace } of node.entries) {
    if (folded.has(key.toLowerCase())) continue;
    findings.remark({
      code: 'UnknownKey',
      severity: 'warning',
      message: `The key "${key}" is not known here`,
      at: keyPlace,
      remedy: didYouMean(key, known, `Known keys: ${known.join(', ')}.`),
    });
  }
}

function invalid(findings: AppSpecFindings, message: string, at: Place): void {
  findings.remark({ code: 'AppSpecInvalid', message, at, aws: refused });
}
