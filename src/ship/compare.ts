// A definition next to what an account has of it, field by field, in the words of AWS's APIs. Pure.
import { isRecord } from '../lib/is-record.ts';
import type { Definition } from '../model/definition.ts';
import { actionsOf } from '../model/pipeline-walk.ts';
import { placeOfPipeline, type AwsPlace } from '../model/place.ts';
import { partsOf } from './formats/portable-text.ts';
import { differencesOf, type FieldChange } from './difference.ts';
import { lowerTags, tagsOfPart } from './part-tags.ts';

type Part = Readonly<Record<string, unknown>>;

/** By what people call it: `pipeline shop`, `build project shop`. */
export type Parts = ReadonlyMap<string, Part>;

export const partNames = {
  pipeline: (name: string) => `pipeline ${name}`,
  project: (name: string) => `build project ${name}`,
  application: (name: string) => `application ${name}`,
  group: (application: string, name: string) => `deployment group ${application}/${name}`,
} as const;

/**
 * What the pipeline of the definition works with, as it is shipped; files next to it may describe more.
 * @param place the one that is shipped to: ARNs of the definition's own account and Region are of that one then
 */
export function partsOfDefinition(
  { pipeline, projects, applications, deploymentGroups, readFrom = {} }: Definition,
  place: AwsPlace = placeOfPipeline(pipeline),
): Parts {
  const tagged =
    <T extends object>(part: string) =>
    (each: T, index: number): T => {
      const tags = readFrom[part === 'pipeline' ? part : `${part}.${index}`]?.tags;
      return tags === undefined ? each : { ...each, tags: lowerTags(tags) };
    };
  const named = actionsOf(pipeline).map(({ action }) => action.configuration ?? {});
  const isNamed = (key: string, name: string) => named.some((configuration) => configuration[key] === name);
  const parts: readonly (readonly [string, object])[] = [
    [partNames.pipeline(pipeline.name), tagged('pipeline')(pipeline, 0)],
    ...projects
      .map(tagged('projects'))
      .filter(({ name }) => isNamed('ProjectName', name))
      .map((each) => [partNames.project(each.name), each] as const),
    ...applications
      .map(tagged('applications'))
      .filter(({ applicationName }) => isNamed('ApplicationName', applicationName))
      .map((each) => [partNames.application(each.applicationName), each] as const),
    ...deploymentGroups
      .map(tagged('deploymentGroups'))
      .filter(({ deploymentGroupName }) => isNamed('DeploymentGroupName', deploymentGroupName))
      .map((each) => [partNames.group(each.applicationName, each.deploymentGroupName), each] as const),
  ];
  const own = placeOfPipeline(pipeline);
  return new Map(parts.map(([name, part]) => [name, inPlace(part, own, place) as Part]));
}

/** As outputs write it: what names the definition's own place names the other one. */
function inPlace(value: unknown, own: AwsPlace, place: AwsPlace): unknown {
  if (typeof value === 'string')
    return partsOf(value, own)
      .map((part) => ('text' in part ? part.text : place[part.place]))
      .join('');
  if (Array.isArray(value)) return value.map((each) => inPlace(each, own, place));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inPlace(each, own, place)]));
}

export interface PartDifference {
  readonly part: string;
  /** None where the account does not have the part at all. */
  readonly fields?: readonly FieldChange[];
}

/** What the account has otherwise; of parts that only it has nothing is said. */
export function compareParts(definition: Parts, account: Parts): readonly PartDifference[] {
  return [...definition].flatMap(([part, wanted]): readonly PartDifference[] => {
    const there = account.get(part);
    if (there === undefined) return [{ part }];
    const fields = [
      ...differencesOf(withoutDefaults(there), withoutDefaults(wanted)),
      ...differencesOf(tagsOfPart(there), tagsOfPart(wanted), 'tags'),
    ];
    return fields.length === 0 ? [] : [{ part, fields }];
  });
}

/** Made by the service itself, only of a definition here, or compared apart: tags have several forms. */
const made = new Set([
  'arn',
  'created',
  'lastModified',
  'badge',
  'madeIn',
  'notExecuted',
  'projectVisibility',
  'tags',
  'version',
]);

/** Without what a service fills in: an absent value and the default of it are the same. */
export function withoutDefaults(part: Part): Part {
  const own = Object.entries(withoutMade(part)).filter(([key, value]) => topDefaults[key] !== value);
  return said(Object.fromEntries(own)) as Part;
}

/** Without what a service makes itself. */
export function withoutMade(part: Part): Part {
  return Object.fromEntries(Object.entries(part).filter(([key]) => !made.has(key)));
}

function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      // What the user gives a name is kept as it is, also when it is empty.
      .map(([key, each]) => [key, key === 'configuration' ? each : said(each)] as const)
      .filter(([key, each]) => key === 'value' || !(isNothing(each) || isDefault(key, each, value))),
  );
}

function isDefault(key: string, value: unknown, of: Readonly<Record<string, unknown>>): boolean {
  // CodeBuild names the artifacts of a pipeline's build after its project.
  if (key === 'name' && of['type'] === 'CODEPIPELINE') return true;
  // Of an environment variable (CodeBuild API, EnvironmentVariable).
  if (key === 'type' && value === 'PLAINTEXT') return true;
  if (key === 'encryptionKey') return typeof value === 'string' && value.endsWith(':alias/aws/s3');
  // Of a deployment group (CodeDeploy API, DeploymentStyle).
  if (key === 'deploymentStyle' && isRecord(value))
    return value['deploymentType'] === 'IN_PLACE' && value['deploymentOption'] === 'WITHOUT_TRAFFIC_CONTROL';
  return defaults[key] === value;
}

/** Of a pipeline, a project or a group itself. */
const topDefaults: Readonly<Record<string, unknown>> = {
  executionMode: 'SUPERSEDED',
  pipelineType: 'V1',
  timeoutInMinutes: 60,
  queuedTimeoutInMinutes: 480,
};

/** Sources: CodePipeline API, ActionDeclaration and PipelineDeclaration; CodeBuild API, CreateProject; CodeDeploy API. */
const defaults: Readonly<Record<string, unknown>> = {
  runOrder: 1,
  imagePullCredentialsType: 'CODEBUILD',
  packaging: 'NONE',
  namespaceType: 'NONE',
  computePlatform: 'Server',
  deploymentConfigName: 'CodeDeployDefault.OneAtATime',
  outdatedInstancesStrategy: 'UPDATE',
};

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && (Object.keys(value).length === 0 || isNoCache(value));
}

function isNoCache(value: Readonly<Record<string, unknown>>): boolean {
  return value['type'] === 'NO_CACHE' && Object.keys(value).length === 1;
}
