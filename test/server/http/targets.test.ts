// What is deployed, as the HTTP interface gives it.
import { expect, test } from 'vitest';
import { siteKind } from '../../../src/targets/site/kind.ts';
import { closeTargets } from '../../../src/targets/close-targets.ts';
import { openHttp } from '../../rig/http-server.ts';
import { openTarget } from '../../rig/open-target.ts';

test('targets are listed by their kinds, and in the lists from before there were kinds', async () => {
  await using rig = await openHttp();
  const targetsFolder = await rig.served.state.folder('targets');
  await openTarget(siteKind, targetsFolder);
  const { secret } = rig.tokenFor('read');
  const response = await rig.get('/api/v1/targets', { headers: { authorization: `Bearer ${secret}` } });
  const url = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string;
  const distributions = [{ name: 'edge', url, requests: 0, hits: 0 }];
  expect(await response.json()).toEqual({
    targets: [{ kind: 'site', name: 'shop', url, objects: 0, distributions }],
    fleets: [],
    sites: [{ bucket: 'shop', url, objects: 0, distributions }],
  });
  await closeTargets(targetsFolder);
});
