// Where AWS's models come from: one pinned version of botocore, which pip brings and whose hash is checked. Nothing but
// `npm run generate` needs it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ApiHosts } from '../../src/aws/api-hosts.ts';
import { readZip } from '../../src/lib/unzip.ts';
import { readHosts } from './api-hosts.ts';

export const version = '1.44.8';
const sha256 = '76342a76c338701db80dcb8afe1c9bd079283d6fffbb9d881442abb02a215043';

export interface Read {
  /** Of the services in their newest version of the API, by the name of their folder. */
  readonly models: ReadonlyMap<string, unknown>;
  readonly hosts: ApiHosts;
}

export async function readBotocore(services: readonly string[], wheel?: string): Promise<Read> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-generate-'));
  try {
    const path = wheel ?? download(folder);
    check(path);
    return { models: await readModels(path, services), hosts: await readHosts(path, services) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function download(folder: string): string {
  const args = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, `botocore==${version}`];
  const { status } = spawnSync('python3', args, { stdio: 'inherit' });
  if (status !== 0) throw new Error('pip did not bring botocore; give its wheel: npm run generate -- FILE');
  return join(folder, `botocore-${version}-py3-none-any.whl`);
}

function check(path: string): void {
  const found = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (found !== sha256) throw new Error(`${path} has the SHA-256 ${found}, and ${sha256} is expected`);
}

/** Versions of an API are dates, and stand in the order of their names. */
async function readModels(path: string, services: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const newest = new Map<string, { readonly name: string; readonly content: Buffer }>();
  await readZip(path, async (member) => {
    const service = /^botocore\/data\/([^/]+)\/[^/]+\/service-2\.json\.gz$/.exec(member.path)?.[1];
    if (service === undefined || !services.includes(service)) return;
    if ((newest.get(service)?.name ?? '') < member.path)
      newest.set(service, {
        name: member.path,
        content: Buffer.concat(await Array.fromAsync(member.read())),
      });
  });
  return new Map(
    [...newest].map(([service, { content }]) => [service, JSON.parse(gunzipSync(content).toString('utf8'))]),
  );
}
