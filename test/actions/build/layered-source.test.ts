// What a build leaves in its artifact is what the same commands leave in a plain copy of the source, although the build sees
// the source through a layer.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TreeEntry } from '../../../src/state/artifact-store.ts';
import { BuildGround, spec } from '../../rig/build.ts';

let ground: BuildGround;
beforeAll(async () => {
  ground = await BuildGround.open();
});
afterAll(async () => ground[Symbol.asyncDispose]());

/** What is in the source before the build. */
const source: Readonly<Record<string, string>> = {
  'a.txt': 'a',
  'b.txt': 'b',
  'bin/run.sh': '#!/bin/sh\n',
  'deep/er/file.txt': 'deep',
  'deep/er/other.txt': 'other',
  'deep/plain.txt': 'plain',
  link: '-> a.txt',
};
const paths = [...Object.keys(source), 'new.txt', 'deep/new/x.txt', 'bin', 'deep', 'deep/er', 'other'];

const path = fc.constantFrom(...paths);
/** Each fails quietly where it cannot be done, in the build as in the copy. */
const operation = fc.oneof(
  fc
    .record({ at: path, text: fc.constantFrom('one', 'two', '') })
    .map(({ at, text }) => `mkdir -p "$(dirname ${at})"; printf '${text}' > ${at}`),
  path.map((at) => `printf more >> ${at}`),
  path.map((at) => `rm -rf ${at}`),
  path.map((at) => `mkdir -p ${at}`),
  path.map((at) => `touch ${at}`),
  fc.tuple(path, fc.constantFrom('755', '600', '644')).map(([at, mode]) => `chmod ${mode} ${at}`),
  fc.tuple(path, path).map(([from, to]) => `mv -f ${from} ${to}`),
  // How much of itself a folder holds after it was copied into itself depends on the order in which the file system lists it.
  fc
    .tuple(path, path)
    .map(
      ([from, to]) =>
        `case $(realpath -m ${to})/ in $(realpath -m ${from})/*) ;; *) cp -a ${from} ${to} ;; esac`,
    ),
  fc.tuple(path, path).map(([from, to]) => `ln -s ${from} ${to}`),
  // For others than root the kernel does not rename a folder of the source: `mv` copies it, and what it holds are files of their own.
  ...(process.getuid?.() === 0 ? [fc.tuple(path, path).map(([from, to]) => `ln -f ${from} ${to}`)] : []),
);

function writeSource(folder: string): void {
  for (const [name, content] of Object.entries(source)) {
    mkdirSync(join(folder, dirname(name)), { recursive: true });
    if (content.startsWith('-> ')) symlinkSync(content.slice(3), join(folder, name));
    else writeFileSync(join(folder, name), content);
  }
  chmodSync(join(folder, 'bin/run.sh'), 0o755);
}

const shown = (entries: readonly TreeEntry[]): readonly string[] =>
  entries
    .filter(({ type }) => type !== 'directory')
    .map(
      ({ path: name, type, mode, digest, target }) =>
        `${name} ${type} ${mode.toString(8)} ${digest ?? target ?? ''}`,
    );

test('the artifact of a build equals what the same commands leave in a plain copy', async () => {
  const own = mkdtempSync(join(ground.folder, 'copies-'));
  const folder = join(own, 'source');
  writeSource(folder);
  const { digest } = await ground.state.artifacts.save(folder);
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 12 }), async (operations) => {
      round += 1;
      const script = `${operations.map((each) => `{ ${each}; } 2>/dev/null`).join('\n')}\nprintf end > end.txt`;
      const copy = join(own, `copy-${round}`);
      cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
      execFileSync('/bin/sh', ['-c', `umask 022; ${script}`], { cwd: copy });
      const { result } = await ground.build({
        buildspec: spec({ build: [script] }, { artifacts: { files: ['**/*'], 'enable-symlinks': 'yes' } }),
        inputs: [{ name: 'SourceOutput', digest, files: 7, sizeBytes: 0 }],
        outputs: ['Out'],
      });
      const [artifact] = result.outputArtifacts ?? [];
      expect(result.status).toBe('Succeeded');
      const plain = await ground.build({
        buildspec: spec({ build: ['true'] }, { artifacts: { files: ['**/*'], 'enable-symlinks': 'yes' } }),
        inputs: [{ name: 'SourceOutput', ...(await ground.state.artifacts.save(copy)) }],
        outputs: ['Out'],
        options: { isolation: 'process' },
      });
      const [expected] = plain.result.outputArtifacts ?? [];
      expect(shown(await ground.state.artifacts.entries(artifact?.digest ?? ''))).toEqual(
        shown(await ground.state.artifacts.entries(expected?.digest ?? '')),
      );
    }),
    { numRuns: 25 },
  );
});

test.runIf(process.getuid?.() === 0)(
  'a program renames a folder of the source, and reports in it are found',
  async () => {
    const report = '<testsuite name="s"><testcase name="t" classname="c" time="1"/></testsuite>';
    const inputs = [await ground.artifact('SourceOutput', { 'old/deep/TEST-a.xml': report })];
    const rename = `node -e "require('fs').renameSync('old', 'new')"`;
    const { result, log } = await ground.build({ buildspec: spec({ build: [rename] }), inputs });
    expect(result.status).toBe('Succeeded');
    expect(log).not.toContain('No matching auto-discover report paths found');
  },
);

test('writes of one build are seen by no other and not by the store', async () => {
  const inputs = [await ground.artifact('SourceOutput', { 'a.txt': 'as saved' })];
  const buildspec = spec({ build: ['cat a.txt; echo changed > a.txt; rm -rf ../../src0/src/* || true'] });
  const builds = await Promise.all([1, 2, 3].map(async () => ground.build({ buildspec, inputs })));
  expect(builds.map(({ output }) => output)).toEqual([['as saved'], ['as saved'], ['as saved']]);
  using checkout = await ground.state.artifacts.checkOut(inputs[0]?.digest ?? '');
  expect(await checkout.intact).toBeUndefined();
});
