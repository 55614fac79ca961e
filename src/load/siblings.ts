// What else a pipeline's folder says: CodeBuild projects, CodeDeploy applications, deployment groups and configurations,
// and fleets, each in a file of any name that is recognised by its content.
import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { entryOf, type MapNode, type Node } from '../lib/node.ts';
import type { Problem } from '../lib/problem.ts';
import { isAlarm } from './alarm.ts';
import { isBucket } from './bucket.ts';
import { isDistribution } from './distribution.ts';
import { isEnvironment } from './environment.ts';
import { isFleet } from './fleet.ts';
import { isFunction } from './function.ts';
import type { Parts, PartName } from './parts.ts';
import { parseFile, type Files } from './files.ts';
import { isPipeline } from './pipeline.ts';
import { isPolicy } from './policy.ts';
import { isService } from './service.ts';
import { isTargetGroup } from './target-group.ts';
import { isTaskDefinition } from './task-definition.ts';
import { readShape } from './read-shape.ts';
import { recognise, recogniseName } from './recognise.ts';
import { entriesIn } from './resource.ts';
import { any, list } from './shape.ts';

/** Reads the folder's other files into the parts, in the order of their names. */
export async function loadSiblings(folder: string, pipelineFile: string, to: { files: Files; parts: Parts }) {
  for (const path of await candidateFiles(folder)) {
    if (path === pipelineFile) continue;
    const file = await to.files.read(path);
    if (!telltale.test(file.text)) continue;
    const { root, problems } = parseFile(file);
    const found = root === undefined || isPipeline(root) ? [] : partsIn(root);
    // A file that could not be read may hold a part: to pass over it would run something else than what is written.
    const wrong = root === undefined ? [] : noList(root);
    const isOurs =
      found.length > 0 || wrong.length > 0 || (problems.length > 0 && telltaleAtTop.test(file.text));
    const isPolicyFile =
      found.some(([name]) => name === 'policies') ||
      (!isOurs && problems.length > 0 && policyAtTop.test(file.text));
    if (isPolicyFile) to.parts.report(problems.map((each) => ({ ...each, severity: 'warning' })));
    else if (isOurs) to.parts.report([...problems, ...wrong]);
    for (const [name, node] of found) to.parts.add(name, node);
  }
}

/** JSON and YAML files directly in the folder that may be part of a definition. */
export async function candidateFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && /^\.(json|ya?ml)$/i.test(extname(entry.name)))
    .map((entry) => entry.name)
    .filter((name) => !foreign.has(name) && recogniseName(name) === undefined);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return names
    .filter((_, index) => (sizes[index] ?? 0) <= maxSizeBytes)
    .toSorted()
    .map((name) => join(folder, name));
}

const maxSizeBytes = 1_000_000;
const foreign = new Set(['package.json', 'package-lock.json', 'npm-shrinkwrap.json', 'tsconfig.json']);

const words =
  'gates|limits|costs|reuse|parameters|functionCode|listeners|notifications|schedules|deploymentGroupName|deploymentGroupInfo|deploymentConfigName|deploymentConfigInfo|applicationName|computeType|instances|DefaultCacheBehavior|Bucket|WebsiteConfiguration|EnvironmentName|AlarmName|containerDefinitions|serviceName|HealthCheckPath|TargetType|VpcId|FunctionName';
/** Of policies, which nothing here is held to: what is wrong with one stops nothing. */
const policyWords = 'Statement|PolicyDocument|AssumeRolePolicyDocument';
/** Cheaper than parsing every file of a folder. */
const telltale = new RegExp(`(${words}|${policyWords})["']?\\s*:`);
const atTop = (keys: string) => new RegExp(`^\\s{0,4}\\{?\\s*["']?(${keys})["']?\\s*:`, 'm');
const telltaleAtTop = atTop(words);
const policyAtTop = atTop(policyWords);

/** Shapes of Slipway's own stand in lists under these names. */
const listNames = [
  'functionCode',
  'gates',
  'limits',
  'costs',
  'listeners',
  'parameters',
  'reuse',
  'schedules',
  'notifications',
] as const;

/** A file that has nothing but one of these names, and no list under it, means to be ours. */
function noList(root: Node): readonly Problem[] {
  const [only, ...others] = root.kind === 'map' ? root.entries : [];
  const name = others.length > 0 ? undefined : listNames.find((each) => each === only?.key);
  if (only === undefined || name === undefined) return [];
  return only.value.kind === 'list' ? [] : readShape(only.value, list(any()), { what: `"${name}"` }).problems;
}

function partsIn(root: Node): readonly (readonly [PartName, Node])[] {
  const projects = entryOf(root, 'projects')?.value;
  if (projects?.kind === 'list') return projects.items.map((item) => ['projects', withoutOutputs(item)]);
  const own = listNames.flatMap((name) => entriesIn(root, name).map((entry) => [name, entry] as const));
  if (own.length > 0) return own;
  const kind = recognise(root);
  switch (kind) {
    case 'project':
      return [['projects', withoutWrapperOutputs(root, 'project')]];
    case 'application':
      return [['applications', withoutWrapperOutputs(root, 'application')]];
    case 'deployment-group':
      return [['deploymentGroups', withoutWrapperOutputs(root, 'deploymentGroupInfo')]];
    case 'deployment-config':
      return [['deploymentConfigs', withoutWrapperOutputs(root, 'deploymentConfigInfo')]];
    default:
      if (isDistribution(root)) return [['distributions', root]];
      if (isEnvironment(root)) return [['environments', root]];
      if (isTaskDefinition(root)) return [['taskDefinitions', root]];
      if (isService(root)) return [['services', root]];
      if (isTargetGroup(root)) return [['targetGroups', root]];
      if (isFunction(root)) return [['functions', root]];
      if (isAlarm(root)) return [['alarms', root]];
      if (isBucket(root)) return [['buckets', root]];
      if (isPolicy(root)) return [['policies', root]];
      return isFleet(root) ? [['fleets', root]] : [];
  }
}

/** What the Get operations of AWS add to what the Create operations take. */
const outputs = new Set([
  'arn',
  'badge',
  'created',
  'createTime',
  'deploymentConfigId',
  'deploymentGroupId',
  'applicationId',
  'gitHubAccountName',
  'lastAttemptedDeployment',
  'lastModified',
  'lastSuccessfulDeployment',
  'linkedToGitHub',
  'projectVisibility',
  'publicProjectAlias',
  'targetRevision',
  'webhook',
]);

function withoutWrapperOutputs(root: Node, wrapper: string): Node {
  const inner = root.kind === 'map' && root.entries.length === 1 ? entryOf(root, wrapper)?.value : undefined;
  return inner === undefined ? root : withoutOutputs(inner, wrapper === 'deploymentGroupInfo');
}

function withoutOutputs(node: Node, isGroup = false): Node {
  if (node.kind !== 'map') return node;
  const keep = ({ key }: MapNode['entries'][number]) =>
    !outputs.has(key) && !(isGroup && key === 'computePlatform');
  return { ...node, entries: node.entries.filter(keep) };
}
