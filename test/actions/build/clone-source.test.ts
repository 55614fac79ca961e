// A source that comes as a reference is a real clone.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BuildGround, spec } from '../../rig/build.ts';

let ground: BuildGround;
beforeAll(async () => {
  ground = await BuildGround.open();
});
afterAll(async () => ground[Symbol.asyncDispose]());

function repository(): { url: string; first: string } {
  const url = join(ground.folder, 'repository');
  mkdirSync(url);
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: url,
      encoding: 'utf8',
    });
  git('init', '-q', '-b', 'main');
  for (const text of ['one', 'two']) {
    writeFileSync(join(url, 'f'), text);
    git('add', 'f');
    git('commit', '-qm', text);
  }
  return { url, first: git('rev-parse', 'HEAD~1').trim() };
}

const reference = (cloneReference: { url: string; commitId: string; branchName: string }) => ({
  name: 'Source',
  digest: '0',
  files: 0,
  sizeBytes: 0,
  revisionId: cloneReference.commitId,
  cloneReference,
});

test('the commit of the revision is checked out, detached, with the history', async () => {
  const { url, first } = repository();
  const { output, result } = await ground.build({
    inputs: [reference({ url, commitId: first, branchName: 'main' })],
    buildspec: spec({
      build: [
        'cat f; echo; git status | head -1; git log --format=%s --all',
        'echo $CODEBUILD_SOURCE_REPO_URL',
      ],
    }),
  });
  expect(result.status).toBe('Succeeded');
  expect(output).toEqual(['one', `HEAD detached at ${first.slice(0, 7)}`, 'two', 'one', url]);
});

test('a repository that is not there fails DOWNLOAD_SOURCE in the words of git', async () => {
  const { result } = await ground.build({
    inputs: [reference({ url: join(ground.folder, 'none'), commitId: 'a', branchName: 'main' })],
    buildspec: spec({ build: ['true'] }),
  });
  expect(result).toMatchObject({
    error: { where: 'DOWNLOAD_SOURCE', message: expect.stringContaining('does not exist') },
  });
});
