// What docker/build-push-action takes from the layers of the run before.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitAll } from '../rig/git.ts';
import { useDocker } from '../rig/use-docker.ts';
import { makeRepository } from '../rig/workflow-repository.ts';

const { reason, get } = useDocker('Layers of images that are built again are');

const workflow = `
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: docker/setup-buildx-action@v3
      - uses: docker/build-push-action@v6
        with:
          context: .
          tags: cached-layers:1
          cache-from: type=gha
          cache-to: type=gha,mode=max
      - uses: docker/build-push-action@v6
        env: {DOCKER_BUILD_SUMMARY: 'false'}
        with: {context: ., tags: 'without-summary:1'}
`;

/** What the first stage makes is another text whenever it is made. */
const dockerfile = (image: string): string => `FROM ${image} AS packages
COPY requirements.txt .
RUN mkdir /packages && head -c 16 /dev/urandom | od -An -tx1 > /packages/made

FROM ${image}
COPY --from=packages /packages /packages
COPY app.txt .
RUN cat app.txt
`;

describe.skipIf(reason !== undefined)('an image that is built again', () => {
  // shows: S2-012, S2-088
  test('takes the steps before a change from the cache, and the log and the summary count them', async () => {
    const engine = get();
    await using app = makeRepository(workflow, {
      Dockerfile: dockerfile(engine.image),
      'requirements.txt': 'a\n',
      'app.txt': 'first\n',
    });
    const build = async (change: readonly [string, string]): Promise<string> => {
      writeFileSync(join(app.folder, change[0]), change[1]);
      commitAll(app.folder);
      const { stdout, status } = await app.run('run', '.github/workflows/ci.yml');
      expect(status).toBe(0);
      return stdout;
    };
    const packages = (): string =>
      engine.call('run', '--rm', '--network', 'none', 'cached-layers:1', 'cat', '/packages/made');
    expect(await build(['app.txt', 'one\n'])).toContain('| 0 of 5 steps of the image were cached');
    const made = packages();
    const changedApp = await build(['app.txt', 'two\n']);
    expect(changedApp).toContain('| 3 of 5 steps of the image were cached');
    expect(changedApp).toMatch(/\| cached-layers:1 \| completed \| 60% \| \d+s \|/);
    expect(changedApp).not.toContain('| without-summary:1 |');
    expect(packages()).toBe(made);
    const changedOther = await build(['other.txt', 'not in the image\n']);
    // The second step of the workflow finds all layers in every run, and writes no summary.
    expect(changedOther).toMatch(/\| cached-layers:1 \| completed \| 100% \|/);
    const changedPackages = await build(['requirements.txt', 'b\n']);
    expect(changedPackages).toContain('| 0 of 5 steps of the image were cached');
    expect(packages()).not.toBe(made);
  });
});
