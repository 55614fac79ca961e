// The project's tools as this Node starts them. What they have found once they keep below node_modules/.cache.
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

const bin = (name: string) => join(root, 'node_modules', name);

export const vitest = bin('vitest/vitest.mjs');
export const knip: readonly string[] = [bin('knip/bin/knip.js'), '--no-progress'];
export const oxlint: readonly string[] = [bin('oxlint/bin/oxlint'), '--type-aware'];

export const oxfmt: readonly string[] = [bin('oxfmt/bin/oxfmt')];

/** The sources and the dashboard have a configuration each, which names the place of its cache. */
export const compilers: Readonly<Record<string, readonly string[]>> = {
  types: [bin('typescript/bin/tsc'), '--noEmit'],
  'types of the dashboard': [bin('typescript/bin/tsc'), '--noEmit', '-p', join(root, 'src/dashboard')],
};
