// The functions that the appspec of a CodeDeployToECS action names as hooks, held against those of the definition: one that is
// missing is told before a task set is made for nothing.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../lib/nearest.ts';
import type { Definition } from '../../model/definition.ts';
import { findFunction } from '../../model/function.ts';
import { actionsOf, nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import { readAppSpec } from '../../load/appspec.ts';
import type { Files } from '../../load/files.ts';

/** `folder` is the source as long as nobody names another. An appspec that a build makes cannot be looked at. */
export async function hookFunctionFindings(
  definition: Definition,
  folder: string,
  files: Files,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const placed of actionsOf(definition.pipeline)) {
    if (placed.action.actionTypeId.provider !== 'CodeDeployToECS') continue;
    const { AppSpecTemplatePath: written = 'appspec.yaml' } = placed.action.configuration ?? {};
    const path = join(folder, written);
    if (!existsSync(path)) continue;
    const { appSpec } = readAppSpec(await files.read(path), { platform: 'ECS' });
    if (appSpec?.platform !== 'ECS') continue;
    for (const [event, name] of Object.entries(appSpec.hooks))
      if (findFunction(definition.functions, name) === undefined)
        findings.push(finding(placed, { event, name, written }, definition));
  }
  return findings;
}

function finding(
  placed: PlacedAction,
  { event, name, written }: { readonly event: string; readonly name: string; readonly written: string },
  { functions }: Definition,
): Finding {
  const isSaid = placed.action.configuration?.['AppSpecTemplatePath'] !== undefined;
  const known = functions.map(({ functionName }) => functionName);
  const meant = nearest(name, known);
  return {
    code: 'FunctionUnknown',
    severity: known.length === 0 ? 'warning' : 'error',
    message: `The hook ${event} in ${written}, which the ${nameOf(placed)} takes, names the function "${name}", which is not part of the definition`,
    path: [...placed.path, ...(isSaid ? ['configuration', 'AppSpecTemplatePath'] : ['name'])],
    remedy:
      meant === undefined
        ? 'Put the input of "aws lambda create-function" into a file beside the pipeline.'
        : `Did you mean "${meant}"?`,
    aws: 'The deployment fails at that event with HOOK_EXECUTION_FAILURE.',
  };
}
