// The project's tools as this Node starts them. What they have found once they keep below node_modules/.cache.
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

const bin = (name: string) => join(root, 'node_modules', name);

export const vitest = bin('vitest/vitest.mjs');
export const knip: readonly string[] = [bin('knip/bin/knip.js'), '--no-progress'];
export const oxlint: readonly string[] = [bin('oxlint/bin/oxlint'), '--type-aware'];

/** A file counts by its content: a checkout changes the times of files that it leaves as they were. */
export const prettier: readonly string[] = [
  bin('prettier/bin/prettier.cjs'),
  '--log-level=warn',
  '--cache',
  '--cache-strategy=content',
  `--cache-location=${join(root, 'node_modules/.cache/prettier/files')}`,
];

/** The sources and the dashboard have a configuration each, which names the place of its cache. */
export const compilers: Readonly<Record<string, readonly string[]>> = {
  types: [bin('typescript/bin/tsc'), '--noEmit'],
  'types of the dashboard': [bin('typescript/bin/tsc'), '--noEmit', '-p', join(root, 'src/dashboard')],
};
