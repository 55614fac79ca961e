// The endpoint in a process of its own over a state folder, as commands start it, and the process that drives what calls start.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findOwner, isSilent } from '../../src/server/ask-owner.ts';
import { openEndpoint } from '../../src/targets/endpoint/open-endpoint.ts';
import { closeTargets } from '../../src/targets/close-targets.ts';
import { signature, userKeys, type TestEndpoint } from './endpoint.ts';
import { callOf, type JsonService } from './json-service.ts';
import { makeFolder } from './temporary-folder.ts';

const xmlns = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const inRegion = `<CreateBucketConfiguration ${xmlns}><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>`;
const versioned = `<VersioningConfiguration ${xmlns}><Status>Enabled</Status></VersioningConfiguration>`;

export interface ApiGround extends AsyncDisposable {
  readonly endpoint: Pick<TestEndpoint, 'url' | 'credentials' | 'stateFolder'>;
  readonly codeBuild: JsonService['call'];
  readonly codeDeploy: JsonService['call'];
  readonly codePipeline: JsonService['call'];
  readonly logs: JsonService['call'];
  /** A request of S3, with a path such as `/bucket/key`. Rejects when it is refused. */
  readonly s3: (method: string, path: string, body?: string | Uint8Array<ArrayBuffer>) => Promise<Response>;
  /** One that keeps versions. */
  readonly makeBucket: (name: string) => Promise<void>;
  /** Ends the process that drives, with the signal, and returns when it is gone. */
  readonly endDriver: (signal: NodeJS.Signals) => Promise<void>;
}

export async function openApiGround(): Promise<ApiGround> {
  await using opened = new AsyncDisposableStack();
  const folder = opened.use(await makeFolder());
  const stateFolder = join(folder.path, '.slipway');
  const targetsFolder = join(stateFolder, 'targets');
  mkdirSync(targetsFolder, { recursive: true });
  const credentials = userKeys(stateFolder);
  const { url } = await openEndpoint({ targetsFolder, signal: AbortSignal.timeout(240_000) });
  opened.defer(async () => closeTargets(targetsFolder).then(() => undefined));
  opened.defer(async () => endDriver(stateFolder, 'SIGTERM'));
  const endpoint = { url, credentials, stateFolder };
  const held = opened.move();
  const s3: ApiGround['s3'] = async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: signature('s3', credentials),
      ...(body === undefined ? {} : { body }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response;
  };
  return {
    endpoint,
    codeBuild: callOf(endpoint, 'codebuild', 'CodeBuild_20161006'),
    codeDeploy: callOf(endpoint, 'codedeploy', 'CodeDeploy_20141006'),
    codePipeline: callOf(endpoint, 'codepipeline', 'CodePipeline_20150709'),
    logs: callOf(endpoint, 'logs', 'Logs_20140328'),
    s3,
    makeBucket: async (name) => {
      await s3('PUT', `/${name}`, inRegion);
      await s3('PUT', `/${name}?versioning`, versioned);
    },
    endDriver: async (signal) => endDriver(stateFolder, signal),
    [Symbol.asyncDispose]: async () => held.disposeAsync(),
  };
}

async function endDriver(stateFolder: string, signal: NodeJS.Signals): Promise<void> {
  const owner = await findOwner(stateFolder);
  if (owner === undefined || isSilent(owner)) return;
  process.kill(owner.pid, signal);
  await until(() => !isAlive(owner.pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Asks again until it is so; the time limit of the test ends it otherwise. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(50);
}
