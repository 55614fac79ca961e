// slipway account not-executed: what was asked of AWS's API of this machine and is not done here, also what is done by others on AWS,
// as mails with codes.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { accountFile } from '../../account/account-file.ts';
import { openNotExecutedCalls } from '../../account/not-executed-calls.ts';
import type { CommonOptions } from '../command.ts';
import { existingStatePath, statePath } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

/** The newest first. */
export async function printNotExecuted(options: CommonOptions, terminal: Terminal): Promise<ExitStatus> {
  const given = statePath(options, terminal);
  // The API is called before anything was run, too.
  const isCalled = existsSync(join(given, accountFile));
  using calls = openNotExecutedCalls(isCalled ? given : existingStatePath(options, terminal));
  const all = calls.list();
  if (options.json === true) {
    terminal.write(`${JSON.stringify({ notExecuted: all })}\n`);
    return await Promise.resolve(0);
  }
  if (all.length === 0) terminal.writeError('All that was asked was executed.\n');
  for (const { service, operation, principal, count, lastAt } of all) {
    const times = count === 1 ? '' : `, ${count} times`;
    const at = `${new Date(lastAt).toISOString().slice(0, 19)}Z`;
    terminal.write(`${at}  ${service}  ${operation}  by ${principal}${times}\n`);
  }
  return 0;
}
