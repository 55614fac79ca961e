// What a function may write to: its own `/tmp` alone, as on AWS.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasViews } from '../../../src/targets/function/file-view.ts';
import { invokeFunction } from '../../../src/targets/function/invoke-function.ts';
import { fileSystems } from '../../../src/process/machine/mount-plan.ts';
import { makeFunctions } from '../../rig/functions.ts';
import { nodeFunction, openLambda, whenSettled } from '../../rig/lambda-api.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

/** Tries to write what the event names, and says with which result. */
const writer = `import { appendFileSync, existsSync, mkdirSync, readdirSync, renameSync, unlinkSync } from 'node:fs';
const tried = (work) => { try { work(); return 'done'; } catch ({ code }) { return code; } };
export const handler = async ({ files = [], folder }) => ({
  files: files.map((file) => tried(() => appendFileSync(file, 'x'))),
  folder: tried(() => mkdirSync('data')),
  removed: tried(() => unlinkSync('check.mjs')),
  renamed: tried(() => renameSync('check.mjs', 'other.mjs')),
  here: process.cwd() === process.env.LAMBDA_TASK_ROOT,
  tmp: readdirSync('/tmp').toSorted(),
});`;

describe.skipIf(!hasViews())('a function', () => {
  test('writes to its own /tmp, and to nothing else of the user or of this machine', async () => {
    await using app = await makeFunctions({ 'check.mjs': writer, 'kept.txt': 'kept' });
    await using other = await makeFolder();
    const kept = join(other.path, 'kept.txt');
    writeFileSync(kept, 'kept');
    const files = [
      '/tmp/own',
      'kept.txt',
      'new.txt',
      join(app.folder, 'kept.txt'),
      kept,
      '/etc/hosts',
      '/new',
    ];
    const { payload } = await invokeFunction({ ...app.call(), payload: { files } });
    const refused = { folder: 'EROFS', removed: 'EROFS', renamed: 'EROFS', here: true };
    expect(payload).toMatchObject(refused);
    const [own, ...others] = (payload as { readonly files: readonly string[] }).files;
    expect(own).toBe('done');
    // What lies below this machine's /tmp, and is not the function's, is not there.
    expect(others).toEqual(['EROFS', 'EROFS', 'EROFS', 'ENOENT', 'EROFS', 'EROFS']);
    expect(readFileSync(kept, 'utf8')).toBe('kept');
    expect(readdirSync(app.folder).toSorted()).toEqual(['check.mjs', 'kept.txt']);
    expect(existsSync('/tmp/own')).toBe(false);
  });

  test.each([
    [
      'nodejs22.x',
      'check.mjs',
      "import fs from 'node:fs'; export const handler = () => fs.writeFileSync('x', '');",
    ],
    ['python3.12', 'check.py', 'def handler(event, context):\n    open("x", "w")\n'],
  ])('of %s that writes elsewhere fails with what to do', async (runtime, file, text) => {
    await using app = await makeFunctions({ [file]: text });
    const { functionError, explanation } = await invokeFunction({ ...app.call({ runtime }), payload: {} });
    expect(functionError).toMatch(/read-only file system/i);
    expect(explanation).toMatch(/^A function of Lambda writes to \/tmp alone/);
  });

  test('finds its /tmp as its process left it, and that of no other', async () => {
    await using app = await openLambda();
    for (const name of ['check', 'other']) {
      await app.call('POST functions', await nodeFunction(name, writer));
      await whenSettled(app.call, name);
    }
    const tmpOf = async (name: string, file: string) => {
      const { body, text } = await app.call(`POST functions/${name}/invocations`, {
        files: [`/tmp/${file}`],
      });
      const { tmp, files } = body as { readonly tmp: readonly string[]; readonly files: readonly string[] };
      expect([files, text]).toEqual([['done'], text]);
      return tmp.filter((each) => !each.startsWith('slipway-'));
    };
    expect(await tmpOf('check', 'one')).toEqual(['one']);
    expect(await tmpOf('check', 'two')).toEqual(['one', 'two']);
    expect(await tmpOf('other', 'three')).toEqual(['three']);
  });
});

test('file systems are seen for reading with all other options that they have', () => {
  const words = fc.subarray(['nosuid', 'nodev', 'noexec', 'relatime']);
  fc.assert(
    fc.property(words, fc.boolean(), (options, isReadOnly) => {
      const all = [isReadOnly ? 'ro' : 'rw', ...options].join(',');
      const line = `36 35 98:0 / /data\\040one ${all} shared:1 - ext4 /dev/root rw`;
      const devices = '37 35 0:5 / /dev/shm rw - tmpfs tmpfs rw\n38 35 0:6 / /proc rw - proc proc rw';
      expect(fileSystems(`${line}\n${devices}\n`)).toEqual(
        isReadOnly ? [] : [{ path: '/data one', readOnly: ['ro', ...options].join(',') }],
      );
    }),
  );
});
