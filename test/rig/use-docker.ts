// A Docker engine for all tests of a file, and whatever they run.
import { afterAll, beforeAll } from 'vitest';
import { openTestDocker, whyNoDocker, type TestDocker } from './test-docker.ts';

/** Call at the top of the file. Without an engine the reason is printed, and the tests must be skipped. */
export function useDocker(
  what: string,
  {
    lacks,
    prepare,
  }: { readonly lacks?: string | undefined; readonly prepare?: (docker: TestDocker) => Promise<void> } = {},
): { readonly reason: string | undefined; readonly get: () => TestDocker } {
  const reason = whyNoDocker() ?? lacks;
  if (reason !== undefined) console.warn(`${what} not tested: ${reason}`);
  let docker: TestDocker | undefined;
  beforeAll(async () => {
    if (reason !== undefined) return;
    docker = await openTestDocker();
    process.env['DOCKER_HOST'] = docker.host;
    await prepare?.(docker);
  });
  afterAll(async () => {
    delete process.env['DOCKER_HOST'];
    await docker?.[Symbol.asyncDispose]();
  });
  return {
    reason,
    get: () => {
      if (docker === undefined) throw new Error('There is no Docker engine');
      return docker;
    },
  };
}
