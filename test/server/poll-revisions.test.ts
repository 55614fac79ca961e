// A tag that is pushed again starts the pipeline whose ECR source names it.
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startNewRevisions } from '../../src/server/poll-revisions.ts';
import { withActions } from '../rig/empty-definition.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const source = {
  name: 'Image',
  actionTypeId: { category: 'Source', owner: 'AWS', provider: 'ECR', version: '1' },
  configuration: { RepositoryName: 'web', ImageTag: 'stable' },
} as const;

/** A registry with one tag, in the words of the Distribution specification. */
async function registryWith(images: { digest: string | undefined }): Promise<void> {
  const server = createServer((request, response) => {
    const isTag = request.url?.endsWith('/web/manifests/stable') === true && images.digest !== undefined;
    response.writeHead(isTag ? 200 : 404, isTag ? { 'docker-content-digest': images.digest } : {});
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('SLIPWAY_REGISTRY', `127.0.0.1:${(server.address() as AddressInfo).port}`);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    vi.unstubAllEnvs();
  });
}

test('a push starts it once, with what was pushed; what was there before starts nothing', async () => {
  await using folder = await makeFolder();
  const images: { digest: string | undefined } = { digest: 'sha256:one' };
  await registryWith(images);
  const started: unknown[] = [];
  const served = {
    pipelines: {
      names: () => ['app'],
      definitionOf: () => ({ definition: { pipeline: withActions(source) } }),
      request: async (_: string, request: unknown) => Promise.resolve(started.push(request)),
    },
    state: { folder: async () => Promise.resolve(folder.path) },
    log: { warn: () => undefined },
  } as unknown as Parameters<typeof startNewRevisions>[0];
  const digests = new Map<string, string>();
  await startNewRevisions(served, digests);
  await startNewRevisions(served, digests);
  expect(started).toEqual([]);
  images.digest = 'sha256:two';
  await startNewRevisions(served, digests);
  await startNewRevisions(served, digests);
  expect(started).toEqual([
    expect.objectContaining({
      type: 'StartPipelineExecution',
      sourceRevisions: { Image: 'sha256:two' },
      triggerType: 'CloudWatchEvent',
    }),
  ]);
  images.digest = undefined;
  await startNewRevisions(served, digests);
  images.digest = 'sha256:three';
  await startNewRevisions(served, digests);
  expect(started).toHaveLength(2);
});
