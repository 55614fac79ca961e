// slipway account env: the environment in which any tool calls the endpoint of this machine.
import { quoteForShell } from '../../lib/quote-for-shell.ts';
import type { CommonOptions } from '../command.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { openAccessOfTools } from './open-access.ts';

/** Lines for a shell to evaluate, or one document. */
export async function printEnvironment(options: CommonOptions, terminal: Terminal): Promise<ExitStatus> {
  const { variables, unset } = await openAccessOfTools(options, terminal);
  if (options.json === true) {
    terminal.write(`${JSON.stringify({ variables, unset })}\n`);
    return 0;
  }
  const lines = [
    `unset ${unset.join(' ')}`,
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${quoteForShell(value)}`),
  ];
  terminal.write(`${lines.join('\n')}\n`);
  return 0;
}
