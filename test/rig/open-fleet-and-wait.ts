// Called as `open-fleet-and-wait TARGETS_FOLDER`: says that it begins, opens a fleet of two, and stays until it is killed.
import { openFleet } from '../../src/targets/fleet/open-fleet.ts';
import { instances, targetGroup } from './fleet.ts';

const [targetsFolder = ''] = process.argv.slice(2);
setInterval(() => undefined, 60_000);
process.stdout.write('begin\n');
await openFleet({
  fleet: { name: 'Fleet', instances: instances('a', 'b'), isolation: 'process', targetGroup },
  targetsFolder,
  signal: new AbortController().signal,
});
