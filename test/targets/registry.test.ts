// The registry that replaces ECR: a process that outlives its opener, and ends by itself when it must.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { closeTargets } from '../../src/targets/close-targets.ts';
import type { ProcessIdentity } from '../../src/targets/daemon/process-identity.ts';
import {
  findRegistryEndpoint,
  openRegistry,
  reviveRegistry,
} from '../../src/targets/registry/open-registry.ts';
import { hasRegistry } from '../rig/test-registry.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const signal = new AbortController().signal;

if (!hasRegistry()) console.warn('The registry is not tested: docker-registry is not installed');

async function targets(): Promise<string> {
  const folder = await makeFolder();
  onTestFinished(async () => {
    await closeTargets(folder.path);
    await folder[Symbol.asyncDispose]();
  });
  return folder.path;
}

async function open(targetsFolder: string): Promise<string> {
  const opened = await openRegistry({ targetsFolder, signal });
  if ('reason' in opened) throw new Error(`${opened.reason}: ${opened.remedy}`);
  return opened.address;
}

const isThere = async (address: string): Promise<boolean> =>
  fetch(`http://${address}/v2/`).then(
    ({ ok }) => ok,
    () => false,
  );

function killHolder(targetsFolder: string): void {
  const record = readFileSync(join(targetsFolder, '@registry', 'process.json'), 'utf8');
  process.kill((JSON.parse(record) as ProcessIdentity).pid, 'SIGKILL');
}

describe.skipIf(!hasRegistry())('the registry of a state folder', () => {
  test('is opened once, however many ask at the same time, and keeps its address', async () => {
    const targetsFolder = await targets();
    const addresses = await Promise.all([1, 2, 3].map(async () => open(targetsFolder)));
    expect(new Set(addresses).size).toBe(1);
    expect(await isThere(addresses[0] ?? '')).toBe(true);
    expect(addresses[0]).toMatch(/^127\.0\.0\.1:2\d{4}$/);
    expect(await closeTargets(targetsFolder)).toEqual({ ended: 1 });
    expect(await isThere(addresses[0] ?? '')).toBe(false);
    expect(await open(targetsFolder)).toBe(addresses[0]);
  });

  test('ends with the process that holds it, and comes back at the same address with what it had', async () => {
    const targetsFolder = await targets();
    const address = await open(targetsFolder);
    const upload = await fetch(`http://${address}/v2/app/blobs/uploads/`, { method: 'POST' });
    const place = new URL(upload.headers.get('location') ?? '', `http://${address}`);
    const digest = 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
    place.searchParams.set('digest', digest);
    expect((await fetch(place, { method: 'PUT', body: 'test' })).status).toBe(201);
    killHolder(targetsFolder);
    await expect.poll(async () => isThere(address)).toBe(false);
    expect(await findRegistryEndpoint(targetsFolder)).not.toHaveProperty('address');
    expect(await reviveRegistry(targetsFolder, signal)).toBe(true);
    expect(await reviveRegistry(targetsFolder, signal)).toBe(false);
    expect(await findRegistryEndpoint(targetsFolder)).toMatchObject({ address });
    expect((await fetch(`http://${address}/v2/app/blobs/${digest}`)).status).toBe(200);
  });

  test('is not opened again when it was ended on purpose, and there is none before it is needed', async () => {
    const targetsFolder = await targets();
    expect(await findRegistryEndpoint(targetsFolder)).toBeUndefined();
    await open(targetsFolder);
    await closeTargets(targetsFolder);
    expect(await reviveRegistry(targetsFolder, signal)).toBe(false);
    expect(await findRegistryEndpoint(targetsFolder)).toEqual({
      servedBy: expect.stringContaining('registry') as string,
    });
  });

  test('takes another port when another process has its own', async () => {
    const targetsFolder = await targets();
    const other = await targets();
    const taken = await open(other);
    await open(targetsFolder);
    await closeTargets(targetsFolder);
    writeFileSync(join(targetsFolder, '@registry', 'port'), taken.split(':')[1] ?? '');
    const address = await open(targetsFolder);
    expect(address).not.toBe(taken);
    expect(await isThere(address)).toBe(true);
  });
});

describe('without a registry of its own', () => {
  test('the one that is named is taken', async () => {
    vi.stubEnv('SLIPWAY_REGISTRY', 'registry.example.com:5000');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await openRegistry({ targetsFolder: await targets(), signal })).toEqual({
      address: 'registry.example.com:5000',
    });
  });

  test('the message says why there is none, and what to do', async () => {
    vi.stubEnv('PATH', '');
    vi.stubEnv('SLIPWAY_CONTAINER_ENGINE', '/nowhere/docker');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await openRegistry({ targetsFolder: await targets(), signal })).toEqual({
      reason: 'there is no registry program on PATH, and no engine that could run one',
      remedy: expect.stringContaining('SLIPWAY_REGISTRY=HOST:PORT') as string,
    });
  });
});
