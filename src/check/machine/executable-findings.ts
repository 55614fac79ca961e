// What no provider or no machine of this kind can execute here, said before anything runs and not when it is reached.
import { findProvider, providerNames } from '../../actions/registry.ts';
import type { Definition } from '../../model/definition.ts';
import { idOf } from '../../model/action-types.ts';
import { foreignSystem } from '../../model/foreign-system.ts';
import { actionsOf, nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';

export function executableFindings(
  definition: Definition,
  platform: NodeJS.Platform = process.platform,
): readonly Finding[] {
  return actionsOf(definition.pipeline).flatMap((placed) => [
    ...withoutProvider(placed),
    ...onForeignSystem(placed, definition, platform),
  ]);
}

/** An approval is the engine's own. */
function withoutProvider(placed: PlacedAction): readonly Finding[] {
  const { actionTypeId } = placed.action;
  if (actionTypeId.category === 'Approval' || findProvider(actionTypeId) !== undefined) return [];
  return [
    {
      code: 'ActionNotExecutable',
      severity: 'notice',
      message: `The ${nameOf(placed)} is of the type ${idOf(actionTypeId)}, which cannot be executed here: the execution fails when it comes to it`,
      path: [...placed.path, 'actionTypeId'],
      remedy: `Remove its stage to run the rest here. Types that are executed: ${providerNames().join(', ')}, and manual approvals.`,
    },
  ];
}

function onForeignSystem(
  placed: PlacedAction,
  { projects }: Definition,
  platform: NodeJS.Platform,
): readonly Finding[] {
  const { actionTypeId, configuration } = placed.action;
  if (actionTypeId.provider !== 'CodeBuild') return [];
  const project = projects.find(({ name }) => name === configuration?.['ProjectName']);
  const foreign = project === undefined ? undefined : foreignSystem(project.environment);
  if (foreign === undefined || foreign.platform === platform) return [];
  return [
    {
      code: 'ActionNotExecutable',
      severity: 'notice',
      message: `The ${nameOf(placed)} builds on ${foreign.system} (${foreign.because}), which this machine is not: the execution fails when it comes to it`,
      path: [...placed.path, 'configuration', 'ProjectName'],
      remedy: 'Give the project an image and an environment of Linux to run it here, or build it on AWS.',
    },
  ];
}
