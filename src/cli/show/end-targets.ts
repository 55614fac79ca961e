// The down command: ends hosts and balancers of the state folder. Files stay, so the next deployment finds its
// addresses.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOwner, isSilent } from '../../server/ask-owner.ts';
import { closeTargets } from '../../targets/close-targets.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { CommonOptions } from '../command.ts';
import { notAnswering, ownFolder } from '../session/wait-for-owner.ts';
import { statePath } from '../state-path.ts';
import { deployedUrls } from './deployed-by.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

/** Nothing to end is no mistake: the command promises only that afterwards nothing runs. */
export async function endTargets(options: CommonOptions, terminal: Terminal): Promise<ExitStatus> {
  const path = statePath(options, terminal);
  const owner = await findOwner(path);
  if (isSilent(owner)) throw notAnswering(path, owner.pid);
  if (owner !== undefined) throw new ProblemError([stillDeploying(owner.pid)]);
  const { of, containers } = existsSync(join(path, 'slipway.db'))
    ? await removeLeft(path, terminal)
    : { of: [], containers: 0 };
  const { ended } = await closeTargets(join(path, 'targets'));
  if (options.json === true) terminal.write(`${JSON.stringify({ ended, containers })}\n`);
  else terminal.write(`${endedText(ended, of, containers)}\n`);
  return 0;
}

/** The owner removes the containers that killed builds have left. Gives the pipelines that have deployed something. */
async function removeLeft(
  path: string,
  terminal: Terminal,
): Promise<{ readonly of: readonly string[]; readonly containers: number }> {
  let containers = 0;
  await using state = await ownFolder(path, terminal, (count) => (containers = count));
  return {
    of: state.journal.names('pipeline').filter((name) => deployedUrls(state, name).size > 0),
    containers,
  };
}

function endedText(ended: number, of: readonly string[], containers: number): string {
  const whose = of.length === 0 ? '' : ` of ${of.join(', ')}`;
  const parts = [
    ...(ended === 0 ? [] : [`Ended ${ended} ${ended === 1 ? 'process' : 'processes'}${whose}`]),
    ...(containers === 0
      ? []
      : [`Removed ${containers} ${containers === 1 ? 'container' : 'containers'} of builds`]),
  ];
  return parts.length === 0 ? 'Nothing was running' : parts.join('\n');
}

function stillDeploying(pid: number) {
  return problem({
    code: 'StateLocked',
    whose: 'call',
    message: `Process ${pid} uses this state folder and may be deploying`,
    remedy: 'End it first (Ctrl-C where it runs, or slipway stop)',
  });
}
