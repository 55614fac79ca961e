// The diff command: what an account has otherwise than the definition says.
import { readPipelineParts } from '../../ship/aws/read-pipeline.ts';
import { compareParts, partsOfDefinition, type Parts } from '../../ship/compare.ts';
import { differenceText } from '../../ship/difference.ts';
import { ProblemError } from '../../lib/problem.ts';
import { wrongCall } from '../run/build-call.ts';
import { withRoles } from '../../ship/graph/with-roles.ts';
import { withScalingGroups } from '../../targets/ship-targets.ts';
import { readyDefinition } from '../session/definition-record.ts';
import { statePath } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { checkAccount, inChosenEnvironment, type EnvironmentOptions } from './chosen-environment.ts';
import { graphOfDefinition, type GraphOptions } from './graph-of-definition.ts';
import { openShipping } from './open-shipping.ts';
import { stackDifferences, type StackDifferences } from './stack-differences.ts';
import { stackName } from './stack-name.ts';

export interface DiffOptions extends EnvironmentOptions, GraphOptions {}

/** 1 when something differs, as diff does. */
export async function showDifference(
  path: string,
  given: DiffOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const json = given.json === true;
  refuseWithoutTargets(given);
  const ready = await readyDefinition(path, { terminal, json });
  if (ready === undefined) return 2;
  const chosen = inChosenEnvironment(ready.definition, given);
  const { options } = chosen;
  const shipping = await openShipping(options, terminal, {
    folder: ready.folder,
    place: chosen.place,
  });
  checkAccount(shipping, chosen);
  const { access, place, where } = shipping;
  const roled = withRoles(chosen.definition);
  const account = await readPipelineParts(access, roled.pipeline.name);
  const definition = hasScalingGroups(account) ? withScalingGroups(roled) : roled;
  const parts = compareParts(partsOfDefinition(definition, place), account);
  const stateFolder = statePath(options, terminal, ready.folder);
  const whole =
    options.targets === true
      ? await stackDifferences(
          await graphOfDefinition({ ...ready, definition: chosen.definition }, options, {
            cwd: terminal.cwd,
            stateFolder,
          }),
          options.stack ?? stackName(definition.pipeline.name),
          access,
        )
      : nothingElse;
  const differences = [...parts, ...whole.differences];
  if (json) terminal.write(`${JSON.stringify({ differences, unread: whole.unread })}\n`);
  else {
    terminal.write(`${definition.pipeline.name} in ${where}\n`);
    for (const { part, fields } of differences) {
      terminal.write(fields === undefined ? `+ ${part} (not there)\n` : `~ ${part}\n`);
      for (const field of fields ?? []) terminal.write(`    ${differenceText(field)}\n`);
    }
    if (differences.length === 0) terminal.write('No differences\n');
    if (whole.unread.length > 0)
      terminal.writeError(
        `Compared with what was shipped alone, since CloudFormation does not read what is there now: ${whole.unread.join(', ')}\n`,
      );
  }
  return differences.length === 0 ? 0 : 1;
}

/** They say what the stack was shipped with. */
function refuseWithoutTargets(options: DiffOptions): void {
  const { targets, watching, refer, useRoles, policies, fromRun, stack } = options;
  if (targets === true) return;
  const asked = Object.entries({
    '--watching': watching,
    '--refer': refer,
    '--use-roles': useRoles,
    '--policies': policies,
    '--from-run': fromRun,
    '--stack': stack,
  });
  const named = asked.filter(([, value]) => value !== undefined).map(([option]) => option);
  if (named.length === 0) return;
  throw new ProblemError([
    wrongCall(
      `${named.join(' and ')} ${named.length === 1 ? 'is' : 'are'} about the stack, which is compared with --targets alone`,
      'Give --targets as well',
    ),
  ]);
}

const nothingElse: StackDifferences = { differences: [], unread: [] };

/** Its fleets were shipped with it. */
function hasScalingGroups(account: Parts): boolean {
  return [...account.values()].some(
    ({ autoScalingGroups }) => Array.isArray(autoScalingGroups) && autoScalingGroups.length > 0,
  );
}
