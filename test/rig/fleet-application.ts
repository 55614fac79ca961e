// A revision of a small web application, and its deployment to one host of a real fleet.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installEvents, type ServerLifecycleEvent } from '../../src/model/deployment.ts';
import type { LifecycleResult } from '../../src/targets/agent/lifecycle-event.ts';
import type { Host } from '../../src/targets/host/host.ts';
import { writeRevisionZip, type RevisionFiles } from './revision-zip.ts';

const server = `
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
const version = readFileSync(new URL('version', import.meta.url), 'utf8');
createServer((request, response) => response.end(version)).listen(Number(process.env.PORT ?? 3000));
`;

const script = (text: string) => ({ text: `#!/bin/sh\n${text}\n`, mode: 0o755 });

/** Installs to /home/ec2-user/app, stops what runs there, and starts it on PORT or 3000. */
export function webApplication(version: string, more: RevisionFiles = {}): RevisionFiles {
  return {
    'appspec.yml': `version: 0.0
os: linux
files:
  - source: app
    destination: /home/ec2-user/app
hooks:
  ApplicationStop:
    - location: stop.sh
  ApplicationStart:
    - location: start.sh
      timeout: 20
`,
    'app/server.mjs': server,
    'app/version': version,
    'stop.sh': script('kill "$(cat "$SLIPWAY_HOST_ROOT/home/ec2-user/app.pid")" || true'),
    'start.sh': script(`cd "$SLIPWAY_HOST_ROOT/home/ec2-user/app"
'${process.execPath}' server.mjs >app.log 2>&1 </dev/null &
echo $! >../app.pid`),
    ...more,
  };
}

export interface HostDeployment {
  readonly result: LifecycleResult;
  readonly lines: readonly string[];
}

/** Runs the events in order and gives what the last one said; stops at one that fails. */
export async function deployToHost(
  host: Host,
  deploymentId: string,
  files: RevisionFiles,
  options: { readonly signal?: AbortSignal; readonly onLine?: (line: string) => void } = {},
): Promise<HostDeployment> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-revision-'));
  try {
    const zip = join(folder, `${deploymentId}.zip`);
    await writeRevisionZip(zip, files);
    const file = await host.give(zip, `${deploymentId}.zip`);
    const lines: string[] = [];
    const onLine = (line: string): void => {
      lines.push(line);
      options.onLine?.(line);
    };
    let result: LifecycleResult | undefined;
    for (const event of installEvents) {
      result = await host.runLifecycleEvent(commandOf(event, deploymentId, file), {
        onLine,
        signal: options.signal ?? AbortSignal.timeout(240_000),
      });
      if (result.status === 'Failed') break;
    }
    if (result === undefined) throw new Error('no event ran');
    return { result, lines };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function commandOf(lifecycleEvent: ServerLifecycleEvent, deploymentId: string, file: string) {
  return {
    lifecycleEvent,
    deploymentId,
    applicationName: 'shop',
    deploymentGroupName: 'Production',
    deploymentGroupId: 'group-1',
    deploymentCreator: 'user',
    deploymentType: 'IN_PLACE',
    fileExistsBehavior: 'OVERWRITE',
    bundle: { file, bucket: 'artifacts', key: 'shop/app.zip', eTag: 'e1' },
  } as const;
}
