// An environment of a platform that does not run here.
import type { Finding } from '../../lib/finding.ts';
import type { Definition } from '../../model/definition.ts';
import { languageOf } from '../../model/environment.ts';
import { nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';

/** Pure. */
export function checkMachine(placed: PlacedAction, { environments }: Definition): readonly Finding[] {
  const name = placed.action.configuration?.['EnvironmentName'];
  const environment = environments.find(({ environmentName }) => environmentName === name);
  if (environment === undefined || languageOf(environment.platform) !== undefined) return [];
  return [
    {
      code: 'ActionNotExecutable',
      severity: 'notice',
      message: `The ${nameOf(placed)} deploys to an environment of the platform "${environment.platform}", which does not run here: the execution fails when it comes to it`,
      path: [...placed.path, 'configuration', 'EnvironmentName'],
      remedy: 'Deploy it on AWS. Platforms of Python and Node.js run here.',
    },
  ];
}
