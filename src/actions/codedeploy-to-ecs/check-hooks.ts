// The functions that the appspec of a CodeDeployToECS action names as hooks, held against those of the definition: one that is
// missing is reported before a task set is made for nothing.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { didYouMean } from '../../lib/nearest.ts';
import type { Definition } from '../../model/definition.ts';
import { findFunction } from '../../model/function.ts';
import { nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import { readAppSpec } from '../../load/appspec/appspec.ts';
import type { Nearby } from '../provider.ts';

/** An appspec that a build makes cannot be read before. */
export async function checkHooks(
  placed: PlacedAction,
  { definition, folder, files }: Nearby,
): Promise<readonly Finding[]> {
  const { AppSpecTemplatePath: written = 'appspec.yaml' } = placed.action.configuration ?? {};
  const path = join(folder, written);
  if (!existsSync(path)) return [];
  const { appSpec } = readAppSpec(await files.read(path), { platform: 'ECS' });
  if (appSpec?.platform !== 'ECS') return [];
  return Object.entries(appSpec.hooks)
    .filter(([, name]) => findFunction(definition.functions, name) === undefined)
    .map(([event, name]) => finding(placed, { event, name, written }, definition));
}

function finding(
  placed: PlacedAction,
  { event, name, written }: { readonly event: string; readonly name: string; readonly written: string },
  { functions }: Definition,
): Finding {
  const isSaid = placed.action.configuration?.['AppSpecTemplatePath'] !== undefined;
  const known = functions.map(({ functionName }) => functionName);
  return {
    code: 'FunctionUnknown',
    severity: known.length === 0 ? 'warning' : 'error',
    message: `The hook ${event} in ${written}, which the ${nameOf(placed)} takes, names the function "${name}", which is not part of the definition`,
    path: [...placed.path, ...(isSaid ? ['configuration', 'AppSpecTemplatePath'] : ['name'])],
    remedy: didYouMean(
      name,
      known,
      'Put the input of "aws lambda create-function" into a file next to the pipeline.',
    ),
    aws: 'The deployment fails at that event with HOOK_EXECUTION_FAILURE.',
  };
}
