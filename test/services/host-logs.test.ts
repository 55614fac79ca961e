// What applications write on hosts, as CloudWatch Logs gives it.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFleet } from '../../src/targets/fleet/open-fleet.ts';
import { closeTargets } from '../../src/targets/close-targets.ts';
import { openTestEndpoint } from '../rig/endpoint.ts';
import { deployToHost } from '../rig/fleet-application.ts';
import { instances } from '../rig/fleet.ts';
import { possibleIsolations } from '../rig/isolations.ts';
import { callOf } from '../rig/json-service.ts';

const collected = [
  { file_path: '/home/ec2-user/app.log', log_group_name: '/aws/ec2/shop' },
  {
    file_path: '/opt/codedeploy-agent/deployment-root/deployment-logs/codedeploy-agent-deployments.log',
    log_group_name: '/aws/codedeploy/shop',
    log_stream_name: '{instance_id}-deployments',
  },
];

const revision = (line: string) => ({
  'appspec.yml': 'version: 0.0\nos: linux\nhooks:\n  ApplicationStart:\n    - location: start.sh\n',
  'start.sh': {
    text: `#!/bin/sh\necho "${line}" >>"\${SLIPWAY_HOST_ROOT:-}/home/ec2-user/app.log"\necho started\n`,
    mode: 0o755,
  },
});

// shows: S4-003, S4-062, S4-063, S4-079
test.each(await possibleIsolations())(
  'logs of applications and of deployments on %s hosts are in the groups that the fleet names, each line once',
  async (isolation) => {
    await using endpoint = await openTestEndpoint();
    const targetsFolder = join(endpoint.stateFolder, 'targets');
    const files = { logs_collected: { files: { collect_list: collected } } };
    const fleet = { name: 'shop', isolation, instances: instances('a'), cloudWatchAgent: { logs: files } };
    const { hosts } = await openFleet({ fleet, targetsFolder, signal: AbortSignal.timeout(240_000) });
    try {
      const [host] = hosts;
      if (host === undefined) throw new Error('no host');
      const logs = callOf(endpoint, 'logs', 'Logs_20140328');
      const messages = async (logGroupName: string): Promise<readonly unknown[]> => {
        const { events } = await logs('FilterLogEvents', { logGroupName });
        return (events as readonly { readonly logStreamName: string; readonly message: string }[]).map(
          ({ logStreamName, message }) => [logStreamName, message],
        );
      };
      await deployToHost(host, 'd-1', revision('the first says hello'));
      expect(await messages('/aws/ec2/shop')).toEqual([['i-a', 'the first says hello']]);
      await deployToHost(host, 'd-2', revision('and the second'));
      expect(await messages('/aws/ec2/shop')).toEqual([
        ['i-a', 'the first says hello'],
        ['i-a', 'and the second'],
      ]);
      expect(await messages('/aws/codedeploy/shop')).toContainEqual([
        'i-a-deployments',
        expect.stringMatching(/\[d-1\].*started$/),
      ]);
    } finally {
      await closeTargets(targetsFolder);
    }
  },
);
