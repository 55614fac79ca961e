// The short form of `npm run kill-campaign`: the same moments each time.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { namespaceSupport } from '../../src/process/machine/namespace-support.ts';
import { runCampaign } from '../rig/kill-campaign.ts';

const { missing } = await namespaceSupport(join(tmpdir(), `slipway-support-${process.getuid?.() ?? 0}`));

test.skipIf(missing !== undefined)(
  'kill -9 at six moments of builds with their own mounts, reports, caches and a deployment leaves nothing and loses nothing',
  async () => {
    expect(await runCampaign({ kills: 6, seed: 5 })).toEqual([]);
  },
);
