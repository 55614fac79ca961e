// A build for a system that this machine does not have.
import type { Finding } from '../../lib/finding.ts';
import type { Definition } from '../../model/definition.ts';
import { foreignSystem } from '../../model/foreign-system.ts';
import { nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';

/** Pure. */
export function checkMachine(
  placed: PlacedAction,
  { projects }: Definition,
  platform: NodeJS.Platform,
): readonly Finding[] {
  const { configuration } = placed.action;
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
