// Parameters and secrets that a definition takes and that are stored nowhere here: all of them at once, before anything
// runs, and not one after the other as each build comes to its own.
import { providers } from '../../actions/registry.ts';
import { resolveVariable, type ValuePlaces } from '../../actions/build/secret-variables.ts';
import { variableFrom } from '../../actions/resolve-value-from.ts';
import type { Path } from '../../lib/node.ts';
import { isFailed } from '../../lib/result.ts';
import type { Files } from '../../load/files.ts';
import { buildspecsOf } from '../files/rights.ts';
import type { BuildProject, Buildspec, EnvironmentVariable } from '../../model/build.ts';
import type { Definition } from '../../model/definition.ts';
import { isInlineBuildspec } from '../../model/inline-buildspec.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';

interface NeededValue {
  readonly variable: EnvironmentVariable;
  /** For a message: `build "compile"`. */
  readonly by: string;
  readonly path: Path;
}

export interface ValueSources {
  readonly folder: string;
  readonly files: Files;
  /** The call names other sources: then buildspecs in the folder say nothing. */
  readonly hasOwnSource: boolean;
}

/** One finding about all of them; none when everything is there, or AWS is to be asked. */
export async function missingValueFindings(
  definition: Definition,
  sources: ValueSources,
  state: ValuePlaces['state'],
): Promise<readonly Finding[]> {
  const places = {
    state,
    // One that is made up is made when it is first needed.
    parameters: definition.parameters.map(({ generatedLength, ...parameter }) =>
      generatedLength === undefined ? parameter : { ...parameter, value: '' },
    ),
    asksAws: false,
  };
  const missing = new Map<
    string,
    { readonly by: Set<string>; readonly first: NeededValue; remedy: string }
  >();
  const made = await secretsOfStacks(definition, sources);
  for (const needed of await neededValues(definition, sources)) {
    const [name = ''] = needed.variable.value.split(':');
    if (needed.variable.type === 'SECRETS_MANAGER' && made.has(name)) continue;
    const found = await resolveVariable(needed.variable, places);
    if (!isFailed(found)) continue;
    const { message, remedy } = found.failed;
    const known = missing.get(message);
    if (known === undefined) missing.set(message, { by: new Set([needed.by]), first: needed, remedy });
    else known.by.add(needed.by);
  }
  return missing.size === 0 ? [] : [finding([...missing])];
}

/** The names of those that a stack of the pipeline makes: they are there when it comes to them. */
async function secretsOfStacks(
  definition: Definition,
  { folder, files }: ValueSources,
): Promise<ReadonlySet<string>> {
  const nearby = { definition, folder, files, types: providers };
  const found = actionsOf(definition.pipeline).map(
    async (placed) =>
      (await providers.find(placed.action.actionTypeId)?.billedResources?.(placed, nearby)) ?? [],
  );
  const secrets = (await Promise.all(found)).flat().filter(({ type }) => type === secretType);
  return new Set(secrets.flatMap(({ values: { Name } }) => Name ?? []));
}

const secretType = 'AWS::SecretsManager::Secret';

type Missing = readonly [
  error: string,
  of: { readonly by: Set<string>; readonly first: NeededValue; readonly remedy: string },
];

function finding(missing: readonly Missing[]): Finding {
  const [first] = missing;
  const count = missing.length;
  return {
    code: 'ValuesMissing',
    severity: 'notice',
    message: `${count} ${count === 1 ? 'value that is taken is' : 'values that are taken are'} not stored here: ${missing.map(([error, { by }]) => `${error} (${[...by].join(', ')})`).join('; ')}`,
    path: first?.[1].first.path ?? [],
    remedy: [...new Set(missing.map(([, { remedy }]) => remedy.replace(orAws, '')))].join('. ') + orAws,
    aws: 'What takes them fails when it comes to it, if AWS does not have them either.',
  };
}

const orAws = ', or take it from AWS with --aws-values';

async function neededValues(definition: Definition, sources: ValueSources): Promise<readonly NeededValue[]> {
  const needed: NeededValue[] = [];
  for (const project of definition.projects) needed.push(...(await ofProject(project, definition, sources)));
  needed.push(...ofActions(definition), ...ofTaskDefinitions(definition), ...ofEnvironments(definition));
  // What holds a variable of the pipeline is known only when it runs.
  return needed.filter(({ variable }) => isStored(variable) && !variable.value.includes('#{'));
}

function isStored({ type }: EnvironmentVariable): boolean {
  return type === 'PARAMETER_STORE' || type === 'SECRETS_MANAGER';
}

/** Of projects that an action runs; a buildspec counts when it is written in the project or lies in the source. */
async function ofProject(
  project: BuildProject,
  definition: Definition,
  { folder, files, hasOwnSource }: ValueSources,
): Promise<readonly NeededValue[]> {
  const placed = actionsOf(definition.pipeline).find(
    ({ action }) => action.configuration?.['ProjectName'] === project.name,
  );
  if (placed === undefined) return [];
  const isReadable = !hasOwnSource || isInlineBuildspec(project.source.buildspec ?? '');
  const buildspecs = isReadable ? await buildspecsOf(definition, project, { folder, files }) : [];
  const variables = [...buildspecs.flatMap(ofBuildspec), ...(project.environment.environmentVariables ?? [])];
  return variables.map((variable) => ({
    variable,
    by: `build "${project.name}"`,
    path: [...placed.path, 'configuration', 'ProjectName'],
  }));
}

function ofBuildspec({ env }: Buildspec): readonly EnvironmentVariable[] {
  return [
    ...Object.entries(env.parameterStore).map(
      ([name, value]) => ({ name, value, type: 'PARAMETER_STORE' }) as const,
    ),
    ...Object.entries(env.secretsManager).map(
      ([name, value]) => ({ name, value, type: 'SECRETS_MANAGER' }) as const,
    ),
  ];
}

/** EnvironmentVariables of CodeBuild actions, and those of Commands actions. */
function ofActions({ pipeline }: Definition): readonly NeededValue[] {
  return actionsOf(pipeline).flatMap(({ action, path }) => {
    const { environmentVariables = [], configuration, name } = action;
    const variables = [...environmentVariables, ...listIn(configuration?.['EnvironmentVariables'])];
    return variables.map((variable) => ({
      variable,
      by: `action "${name}"`,
      path: [
        ...path,
        ...(environmentVariables.length > 0
          ? ['environmentVariables']
          : ['configuration', 'EnvironmentVariables']),
      ],
    }));
  });
}

function listIn(text: string | undefined): readonly EnvironmentVariable[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list.filter(isVariable) : [];
  } catch {
    // Its form is another rule's affair.
    return [];
  }
}

function isVariable(item: unknown): item is EnvironmentVariable {
  return typeof item === 'object' && item !== null && 'value' in item && typeof item.value === 'string';
}

function ofTaskDefinitions({ taskDefinitions }: Definition): readonly NeededValue[] {
  return taskDefinitions.flatMap(({ family, containers }, index) =>
    containers.flatMap(({ secrets }) =>
      secrets.map(({ name, valueFrom }) => ({
        variable: variableFrom(name, valueFrom),
        by: `task definition "${family}"`,
        path: ['taskDefinitions', index, 'containerDefinitions'],
      })),
    ),
  );
}

/** Elastic Beanstalk developer guide, "Configuring environment secrets". */
function ofEnvironments({ environments }: Definition): readonly NeededValue[] {
  return environments.flatMap(({ environmentName, optionSettings }, index) =>
    optionSettings
      .filter(({ Namespace }) => Namespace === 'aws:elasticbeanstalk:application:environmentsecrets')
      .map(({ OptionName, Value }) => ({
        variable: variableFrom(OptionName, Value),
        by: `environment "${environmentName}"`,
        path: ['environments', index, 'OptionSettings'],
      })),
  );
}
