// Invocations of functions: their time, their end and their log.
import { describe, expect, test } from 'vitest';
import type { LambdaFunction } from '../../../src/model/function.ts';
import { invokeFunction } from '../../../src/targets/function/invoke-function.ts';
import { isAlive, makeFunctions, type Functions } from '../../rig/functions.ts';

async function invoke(app: Functions, parts: Partial<LambdaFunction> = {}, payload: unknown = {}) {
  return await invokeFunction({ ...app.call(parts), payload });
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

describe('an invocation', () => {
  test('that takes longer than Timeout is ended, in AWS’s words', async () => {
    await using app = await makeFunctions({
      'check.mjs': 'export const handler = () => new Promise(() => setInterval(() => {}, 1000));',
    });
    const { functionError, logTail } = await invoke(app, { timeout: 1 });
    expect(functionError).toMatch(
      new RegExp(`^Sandbox\\.Timedout: RequestId: ${uuid} Error: Task timed out after 1\\.00 seconds$`),
    );
    expect(logTail).toMatch(new RegExp(`^\\S+Z ${uuid} Task timed out after 1\\.00 seconds$`, 'm'));
    expect(logTail).toContain('\tStatus: timeout');
  });

  test('leaves no process, neither of its group nor out of it', async () => {
    await using app = await makeFunctions({
      'check.mjs': `import { spawn } from 'node:child_process';
        export const handler = async () => [false, true].map((detached) => {
          const child = spawn('sleep', ['1000'], { detached, stdio: 'ignore' });
          child.unref();
          return child.pid;
        });`,
    });
    const { payload } = await invoke(app);
    const pids = payload as readonly number[];
    expect(pids).toHaveLength(2);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  test('that is aborted rejects with the reason when its process is gone', async () => {
    const controller = new AbortController();
    let pid = 0;
    await using app = await makeFunctions(
      {
        'check.mjs':
          'export const handler = () => new Promise(() => { console.log("pid", process.pid); setInterval(() => {}, 1000); });',
      },
      (text) => {
        const found = /pid (\d+)/.exec(text)?.[1];
        if (found === undefined) return;
        pid = Number(found);
        controller.abort(new Error('enough'));
      },
    );
    const call = app.call({}, { signal: controller.signal });
    await expect(invokeFunction({ ...call, payload: {} })).rejects.toThrow('enough');
    expect(pid).toBeGreaterThan(0);
    expect(isAlive(pid)).toBe(false);
  });

  test('of a function that is not there, has no code or does not run here says which', async () => {
    await using app = await makeFunctions();
    const call = app.call();
    const unknown = await invokeFunction({ ...call, functionName: 'chek', payload: {} });
    expect(unknown.functionError).toBe(
      'ResourceNotFoundException: The definition has no function "chek" (did you mean "check"?)',
    );
    const codeless = await invoke(app);
    expect(codeless.functionError).toMatch(
      /^Runtime\.ImportModuleError: The code is not found: there is no check\.js/,
    );
    const ruby = await invoke(app, { runtime: 'ruby3.4', handler: 'a.b' });
    expect(ruby.functionError).toMatch(/do not run here/);
  });

  test('keeps the last 4 KB of its log', async () => {
    await using app = await makeFunctions({
      'check.mjs': `export const handler = async () => { for (let n = 0; n < 500; n += 1) process.stdout.write('line ü ' + n + '\\n'); };`,
    });
    const { logTail } = await invoke(app);
    expect(Buffer.byteLength(logTail)).toBeLessThanOrEqual(4096);
    expect(Buffer.byteLength(logTail)).toBeGreaterThan(4000);
    expect(logTail).toContain('line ü 499\nEND');
    expect(app.lines).toContain('line ü 0');
  });
});
