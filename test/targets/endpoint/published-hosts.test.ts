// The names of what the account has, as those see them who follow them.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { removeTree } from '../../../src/lib/remove-tree.ts';
import { followHosts, publishHosts } from '../../../src/targets/endpoint/published-hosts.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-hosts-'));

beforeAll(() => async () => removeTree(folder));

test('reports each name once that is new, and fails nothing when it cannot be noted', async () => {
  const seen: string[] = [];
  publishHosts(folder, ['known.example', 'first.example']);
  using _following = followHosts(folder, ['known.example'], (hosts) => {
    seen.push(...hosts);
    throw new Error('the disk is full');
  });
  expect(seen).toEqual(['first.example']);
  publishHosts(folder, ['first.example', 'second.example']);
  await expect.poll(() => seen).toEqual(['first.example', 'second.example']);
});
