// The owner's socket and its client, for real: a server in this process, requests over the socket.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askOwner, findOwner } from '../../src/server/ask-owner.ts';
import { readOwnerAddress } from '../../src/server/owner-address.ts';
import { serveOwner } from '../../src/server/serve-owner.ts';
import type { Request, RequestResult } from '../../src/runtime/contract.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-owner-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const stop: Request = {
  type: 'StopPipelineExecution',
  executionId: 'e1',
  abandon: true,
  reason: 'wrong branch',
  by: 'ann',
};

async function serve(
  answer: (request: Request) => Promise<RequestResult> = async () => ({ accepted: true }),
  stateFolder = folder,
): Promise<AsyncDisposable> {
  return await serveOwner(stateFolder, {
    describe: () => ({ pipelineNames: ['demo'] }),
    answer: async (_pipelineName, request) => answer(request),
  });
}

/** A caller that does not know our client: any method, path, token and body. */
async function call(
  method: string,
  path: string,
  {
    token = readOwnerAddress(folder)?.token,
    body = '',
  }: { readonly token?: string | undefined; readonly body?: string } = {},
): Promise<{ readonly status: number; readonly body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  const socketPath = readOwnerAddress(folder)?.socketPath ?? '';
  const outgoing = httpRequest(
    { socketPath, method, path, headers: { authorization: `Bearer ${token}` } },
    (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    },
  );
  outgoing.on('error', reject);
  outgoing.end(body);
  return promise;
}

describe('the owner of a state folder', () => {
  test('answers requests with what the runtime says', async () => {
    const asked: Request[] = [];
    await using _owner = await serve(async (request) => {
      asked.push(request);
      return { accepted: true, executionId: 'e1' };
    });
    expect(await askOwner(folder, 'demo', stop)).toEqual({ accepted: true, executionId: 'e1' });
    expect(asked).toEqual([stop]);
  });

  test('reports who it is and what it runs', async () => {
    await using _owner = await serve();
    expect(await findOwner(folder)).toEqual({ pid: process.pid, pipelineNames: ['demo'] });
  });

  test('hands refusals on with their problems', async () => {
    const problems = [
      {
        code: 'StageNotFoundException',
        severity: 'error',
        whose: 'call',
        message: 'No such stage',
        notes: [],
      },
    ] as const;
    await using _owner = await serve(async () => ({ accepted: false, problems }));
    expect(await askOwner(folder, 'demo', stop)).toEqual({ accepted: false, problems });
  });

  test('is not there before it listens, after it has ended, and after it was killed', async () => {
    expect(await askOwner(folder, 'demo', stop)).toBeUndefined();
    const owner = await serve();
    const address = readFileSync(join(folder, 'owner-address.json'), 'utf8');
    await owner[Symbol.asyncDispose]();
    expect(await findOwner(folder)).toBeUndefined();
    writeFileSync(join(folder, 'owner-address.json'), address);
    expect(await askOwner(folder, 'demo', stop)).toBeUndefined();
  });

  test('listens again where a killed owner left its socket', async () => {
    const first = await serve();
    await using second = await serve();
    await first[Symbol.asyncDispose]();
    expect(second).toBeDefined();
    expect(readOwnerAddress(folder)?.pid).toBe(process.pid);
  });

  test('keeps its address from other users', async () => {
    await using _owner = await serve();
    const address = readOwnerAddress(folder);
    expect(statSync(join(folder, 'owner-address.json')).mode & 0o077).toBe(0);
    expect(statSync(dirname(address?.socketPath ?? '')).mode & 0o077).toBe(0);
  });

  test('has a socket that fits however long the path of the state folder is', async () => {
    const deep = join(folder, 'x'.repeat(100), 'y'.repeat(100));
    mkdirSync(deep, { recursive: true });
    await using _owner = await serve(undefined, deep);
    expect(Buffer.byteLength(readOwnerAddress(deep)?.socketPath ?? '')).toBeLessThanOrEqual(100);
    expect(await findOwner(deep)).toEqual({ pid: process.pid, pipelineNames: ['demo'] });
  });

  test('answers no request without its token', async () => {
    await using _owner = await serve();
    expect(await call('GET', '/v1/owner', { token: 'guessed' })).toMatchObject({ status: 401 });
  });

  test('knows no other path', async () => {
    await using _owner = await serve();
    expect(await call('POST', '/v2/requests', { body: JSON.stringify(stop) })).toMatchObject({ status: 404 });
  });

  test('refuses bodies that are too large, and lives on', async () => {
    await using _owner = await serve();
    const outcome = await call('POST', '/v1/pipelines/demo/requests', {
      body: `"${'x'.repeat(2_000_000)}"`,
    }).catch((error: NodeJS.ErrnoException) => error.code);
    expect(
      outcome === 'EPIPE' ||
        outcome === 'ECONNRESET' ||
        (typeof outcome === 'object' && outcome.status === 413),
    ).toBe(true);
    expect(await findOwner(folder)).toBeDefined();
  });

  test.each(['', 'nonsense', '[]', '{"type":"DeletePipeline"}'])('refuses %j and says why', async (body) => {
    await using _owner = await serve(async () => {
      throw new Error('must not be asked');
    });
    const answer = await call('POST', '/v1/pipelines/demo/requests', { body });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ accepted: false, problems: [{ code: 'CallInvalid' }] });
  });

  test('answers a failure of its own with an error and lives on', async () => {
    await using _owner = await serve(async () => {
      throw new Error('the disk is full');
    });
    await expect(askOwner(folder, 'demo', stop)).rejects.toThrow('the disk is full');
    expect(await findOwner(folder)).toBeDefined();
  });
});
