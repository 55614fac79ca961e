// slipway secret list: what there is, without a single value.
import { span } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { openStore, type SecretOptions } from './secret-options.ts';
import { displayWidth, padColumns } from '../../lib/display-width.ts';
import { writeLines } from '../write-lines.ts';

export function listSecrets(options: SecretOptions, terminal: Terminal): ExitStatus {
  using store = openStore(options, terminal);
  const secrets = store.list();
  if (options.json === true) {
    terminal.write(`${JSON.stringify({ secrets })}\n`);
    return 0;
  }
  if (secrets.length === 0) {
    terminal.write(
      terminal.hints.complete('There are none yet: slipway secret set NAME, or slipway secret import .env\n'),
    );
    return 0;
  }
  const width = Math.max(...secrets.map(({ name }) => displayWidth(name)));
  writeLines(
    terminal,
    secrets.map(({ kind, name, changedAt, versionId }) => [
      span(`${kind.padEnd(9)}  ${padColumns(name, width)}`),
      span(`  ${changedAt === undefined ? '' : new Date(changedAt).toISOString()}`, 'dim'),
      span(versionId === undefined ? '' : `  version ${versionId}`, 'dim'),
    ]),
  );
  return 0;
}
