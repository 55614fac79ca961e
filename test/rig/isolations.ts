// Which isolations this machine can do; asked once per test file, for real.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeTree } from '../../src/lib/remove-tree.ts';
import { missingForNamespace } from '../../src/targets/isolation/choose-isolation.ts';

export async function possibleIsolations(): Promise<readonly ('process' | 'namespace')[]> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-probe-'));
  try {
    const missing = await missingForNamespace(folder);
    return missing === undefined ? ['process', 'namespace'] : ['process'];
  } finally {
    await removeTree(folder);
  }
}
