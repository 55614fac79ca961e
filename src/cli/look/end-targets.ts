// The down command: ends hosts and balancers of the state folder. Files stay, so the next deployment finds its addresses.
import { join } from 'node:path';
import { findOwner } from '../../server/ask-owner.ts';
import { closeTargets } from '../../targets/close-targets.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { CommonOptions } from '../command.ts';
import { statePath } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

/** Nothing to end is no mistake: the command promises only that afterwards nothing runs. */
export async function endTargets(options: CommonOptions, terminal: Terminal): Promise<ExitStatus> {
  const path = statePath(options, terminal);
  const owner = await findOwner(path);
  if (owner !== undefined) throw new ProblemError([stillDeploying(owner.pid)]);
  const { ended } = await closeTargets(join(path, 'targets'));
  if (options.json === true) terminal.write(`${JSON.stringify({ ended })}\n`);
  else
    terminal.write(
      ended === 0 ? 'Nothing was running\n' : `Ended ${ended} ${ended === 1 ? 'process' : 'processes'}\n`,
    );
  return 0;
}

function stillDeploying(pid: number) {
  return problem({
    code: 'StateLocked',
    whose: 'call',
    message: `Process ${pid} is at work in this state folder and may be deploying`,
    remedy: 'End it first (Ctrl-C where it runs, or slipway stop)',
  });
}
