// A real fleet in a temporary folder; everything that it started is gone when it is disposed.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fleet, TargetGroup } from '../../src/model/fleet.ts';
import { closeTargets } from '../../src/targets/close-targets.ts';
import type { OpenFleet } from '../../src/targets/fleet/fleet-contract.ts';
import { removeTree } from '../../src/lib/remove-tree.ts';
import { openFleet } from '../../src/targets/fleet/open-fleet.ts';

export interface TestFleet extends AsyncDisposable {
  readonly targetsFolder: string;
  readonly open: (change?: Partial<Fleet>) => Promise<OpenFleet>;
  /** A program in a folder of its own, for a PATH that has it. */
  readonly writeTool: (folder: string, name: string, text: string) => Promise<void>;
}

export const targetGroup: TargetGroup = {
  name: 'web',
  port: 3000,
  healthCheckPath: '/health',
  healthCheckIntervalSeconds: 0.2,
  healthCheckTimeoutSeconds: 2,
  healthyThresholdCount: 2,
  unhealthyThresholdCount: 2,
  matcher: '200',
  deregistrationDelaySeconds: 10,
};

export function instances(...names: readonly string[]): Fleet['instances'] {
  return names.map((name) => ({ instanceId: `i-${name}`, tags: {}, availabilityZone: 'eu-central-1a' }));
}

export function makeFleet(isolation: 'process' | 'namespace', fleet: Partial<Fleet> = {}): TestFleet {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-fleet-'));
  const targetsFolder = join(folder, 'targets');
  const base: Fleet = {
    name: 'Fleet',
    instances: instances('a', 'b', 'c'),
    isolation,
    targetGroup,
    ...fleet,
  };
  return {
    targetsFolder,
    open: async (change = {}) =>
      await openFleet({ fleet: { ...base, ...change }, targetsFolder, signal: AbortSignal.timeout(240_000) }),
    writeTool: async (tools, name, text) => {
      await mkdir(tools, { recursive: true });
      await writeFile(join(tools, name), text, { mode: 0o755 });
    },
    [Symbol.asyncDispose]: async () => {
      await closeTargets(targetsFolder);
      await removeTree(folder);
    },
  };
}

/** The pid that holds a host or the balancer, as its record says. */
export function holderPid(targetsFolder: string, name: string): number {
  const text = readFileSync(join(targetsFolder, 'Fleet', name, 'process.json'), 'utf8');
  return (JSON.parse(text) as { pid: number }).pid;
}

/** Every process of this machine whose command line names the folder. */
export function processesNaming(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => commandLine(pid).includes(folder))
    .map(Number);
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Whether the process descends from the other; false for one that is gone. */
export function isBelow(pid: number, ancestor: number): boolean {
  const parent = parentOf(pid);
  return parent === ancestor || (parent > 1 && isBelow(parent, ancestor));
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
