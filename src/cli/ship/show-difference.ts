// The diff command: what an account has otherwise than the definition says.
import { readPipelineParts } from '../../ship/aws/read-pipeline.ts';
import { compareParts, partsOfDefinition, type Parts } from '../../ship/compare.ts';
import { differenceText } from '../../ship/difference.ts';
import { withRoles } from '../../ship/graph/with-roles.ts';
import { withScalingGroups } from '../../targets/ship-targets.ts';
import { readyDefinition } from '../session/definition-record.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { checkAccount, inChosenEnvironment, type EnvironmentOptions } from './chosen-environment.ts';
import { openShipping } from './open-shipping.ts';

/** 1 when something differs, as diff does. */
export async function showDifference(
  path: string,
  given: EnvironmentOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const json = given.json === true;
  const ready = await readyDefinition(path, { terminal, json });
  if (ready === undefined) return 2;
  const chosen = inChosenEnvironment(ready.definition, given);
  const shipping = await openShipping(chosen.options, terminal, {
    folder: ready.folder,
    place: chosen.place,
  });
  checkAccount(shipping, chosen);
  const { access, place, where } = shipping;
  const roled = withRoles(chosen.definition);
  const account = await readPipelineParts(access, roled.pipeline.name);
  const definition = hasScalingGroups(account) ? withScalingGroups(roled) : roled;
  const differences = compareParts(partsOfDefinition(definition, place), account);
  if (json) terminal.write(`${JSON.stringify({ differences })}\n`);
  else {
    terminal.write(`${definition.pipeline.name} in ${where}\n`);
    for (const { part, fields } of differences) {
      terminal.write(fields === undefined ? `+ ${part} (not there)\n` : `~ ${part}\n`);
      for (const field of fields ?? []) terminal.write(`    ${differenceText(field)}\n`);
    }
    if (differences.length === 0) terminal.write('No differences\n');
  }
  return differences.length === 0 ? 0 : 1;
}

/** Its fleets were shipped with it. */
function hasScalingGroups(account: Parts): boolean {
  return [...account.values()].some(
    ({ autoScalingGroups }) => Array.isArray(autoScalingGroups) && autoScalingGroups.length > 0,
  );
}
