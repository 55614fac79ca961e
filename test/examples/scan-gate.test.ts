// The gate of the sensor backend on what ECR's scan of an image found, with an `aws` that answers as ECR does.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { example } from '../rig/example.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const gate = join(example('sensor-backend').folder, 'scripts', 'scan-gate.sh');

function lacksJq(): boolean {
  return spawnSync('sh', ['-c', 'command -v jq']).status !== 0;
}

interface Scan {
  /** Absent for an image that was not scanned. */
  readonly severities?: Readonly<Record<string, number>>;
  readonly unscanned?: string;
}

async function pass({ severities, unscanned = '' }: Scan): Promise<{ status: number; said: string }> {
  await using folder = await makeFolder();
  const findings = Object.keys(severities ?? {}).map((severity) => ({ severity, name: `CVE-${severity}` }));
  const answer = JSON.stringify({ findingSeverityCounts: severities ?? {}, findings });
  const wait = severities === undefined ? 'echo "ScanNotFoundException" >&2; exit 255' : 'exit 0';
  const aws = join(folder.path, 'aws');
  writeFileSync(aws, `#!/bin/sh\ncase $2 in wait) ${wait};; esac\ncat <<'END'\n${answer}\nEND\n`);
  chmodSync(aws, 0o755);
  const env = {
    PATH: `${folder.path}:${process.env['PATH'] ?? ''}`,
    GITHUB_STEP_SUMMARY: join(folder.path, 'summary.md'),
    UNSCANNED: unscanned,
  };
  try {
    const said = execFileSync('sh', [gate, 'sensor-backend', 'main-1'], {
      cwd: folder.path,
      env,
      encoding: 'utf8',
    });
    return { status: 0, said };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { status, said: stdout };
  }
}

// shows: S2-097, S2-098
test.skipIf(lacksJq())('findings are listed, and critical ones block', async () => {
  const harmless = await pass({ severities: { HIGH: 2 } });
  expect(harmless).toMatchObject({ status: 0, said: expect.stringContaining('HIGH CVE-HIGH') as string });
  const critical = await pass({ severities: { CRITICAL: 1, LOW: 3 } });
  expect(critical.said).toContain('::error title=Critical findings::main-1 has 1 critical findings');
  expect(critical.status).toBe(1);
});

test.skipIf(lacksJq())('an image that was not scanned passes only when that is allowed', async () => {
  const refused = await pass({});
  expect(refused.said).toContain('The image main-1 was not scanned: ScanNotFoundException');
  expect(refused.status).toBe(1);
  const allowed = await pass({ unscanned: 'allowed' });
  expect(allowed.said).toContain('::warning title=Not scanned::main-1 is deployed without a scan');
  expect(allowed.status).toBe(0);
});
