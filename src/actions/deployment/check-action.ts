// A deployment action of CodeDeploy, the application and the deployment group that it names, and their compute platform.
// Source: CodePipeline user guide, "AWS CodeDeploy deploy action reference" and "Amazon ECS and CodeDeploy blue-green
// deploy action reference".
import type { Finding } from '../../lib/finding.ts';
import { didYouMean } from '../../lib/nearest.ts';
import type { Path } from '../../lib/node.ts';
import type { Definition } from '../../model/definition.ts';
import type { ComputePlatform } from '../../model/deployment.ts';
import { nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';

export interface DeploymentKind {
  readonly platforms: readonly ComputePlatform[];
  /** The provider for applications of the other platform. */
  readonly other: string;
}

/** Pure. */
export function checkDeploymentAction(
  placed: PlacedAction,
  definition: Definition,
  kind: DeploymentKind,
): readonly Finding[] {
  return [...checkApplication(placed, definition, kind), ...checkGroup(placed, definition)];
}

function checkApplication(
  placed: PlacedAction,
  { applications }: Definition,
  { platforms: wanted, other }: DeploymentKind,
): readonly Finding[] {
  const { name, path } = named(placed, 'ApplicationName');
  if (name === undefined) return [];
  const application = applications.find((each) => each.applicationName === name);
  if (application === undefined) {
    const known = applications.map((each) => each.applicationName);
    return [
      unknown(`application "${name}"`, {
        name,
        known,
        path,
        code: 'ApplicationUnknown',
        placed,
        isAlone: known.length === 0,
      }),
    ];
  }
  const platform = application.computePlatform ?? 'Server';
  if (wanted.includes(platform)) return [];
  return [
    {
      code: 'PlatformMismatch',
      message: `The ${nameOf(placed)} is a ${placed.action.actionTypeId.provider} action, and the application "${name}" is for ${platform}`,
      path,
      remedy: `Use an application of the platform ${wanted.join(' or ')}, or the provider ${other}.`,
      aws: 'The action fails: CodePipeline cannot make a deployment of that platform from it.',
    },
  ];
}

function checkGroup(placed: PlacedAction, { deploymentGroups }: Definition): readonly Finding[] {
  const application = named(placed, 'ApplicationName').name;
  const { name, path } = named(placed, 'DeploymentGroupName');
  if (name === undefined || application === undefined) return [];
  const known = deploymentGroups
    .filter((group) => group.applicationName === application)
    .map((group) => group.deploymentGroupName);
  if (known.includes(name)) return [];
  const what = `deployment group "${name}" of the application "${application}"`;
  return [
    unknown(what, {
      name,
      known,
      path,
      code: 'DeploymentGroupUnknown',
      placed,
      isAlone: deploymentGroups.length === 0,
    }),
  ];
}

/** The value of a key of the configuration; undefined when it is absent or only known when the pipeline runs. */
function named(placed: PlacedAction, key: string): { readonly name?: string; readonly path: Path } {
  const name = placed.action.configuration?.[key] ?? '';
  const path = [...placed.path, 'configuration', key];
  return name === '' || name.includes('#{') ? { path } : { name, path };
}

function unknown(
  what: string,
  about: {
    readonly name: string;
    readonly known: readonly string[];
    readonly path: Path;
    readonly code: 'ApplicationUnknown' | 'DeploymentGroupUnknown';
    readonly placed: PlacedAction;
    /** The definition has nothing of this kind at all. */
    readonly isAlone: boolean;
  },
): Finding {
  return {
    code: about.code,
    // A pipeline alone may be meant for an account in which they exist.
    severity: about.isAlone ? 'warning' : 'error',
    message: `The ${nameOf(about.placed)} names the ${what}, which is not part of the definition`,
    path: about.path,
    remedy: didYouMean(about.name, about.known, 'Add it to the definition.'),
    aws: 'On AWS the action fails when the account has none of that name; here it cannot run.',
  };
}
