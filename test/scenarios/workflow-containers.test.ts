// Jobs of workflows in containers of an engine.
import { describe, expect, test, vi } from 'vitest';
import { commitAll } from '../rig/git.ts';
import { makeProject } from '../rig/project.ts';
import { useDocker } from '../rig/use-docker.ts';

const { reason, get: docker } = useDocker('Jobs in containers are');

describe.skipIf(reason !== undefined)('on an engine', () => {
  test('a job runs in its container, with its services by name, and its files stay with the job', async () => {
    await using app = makeProject();
    app.write('file.txt', 'of the repository\n');
    app.write('.github/actions/js/action.yml', 'runs: {using: node24, main: main.js}\n');
    app.write(
      '.github/actions/js/main.js',
      'console.log("node in", require("fs").readFileSync("/etc/image-release", "utf8").trim());',
    );
    app.write(
      '.github/workflows/ci.yml',
      `
on: push
jobs:
  inside:
    runs-on: ubuntu-latest
    container:
      image: slipway-test:1
      env: {WORD: 'of the container'}
      volumes: ['${app.folder}:/of-the-user:ro']
      options: --hostname in-a-box
    services:
      web:
        image: slipway-test:1
        entrypoint: /bin/node
        command: -e "require('http').createServer((q, a) => a.end('by name')).listen(8000)"
    outputs: {said: '\${{ steps.say.outputs.said }}'}
    steps:
      - uses: actions/checkout@v4
      - run: |
          echo "shell $0 on $(hostname) in $PWD: $(cat file.txt) $WORD $HOME"
          cat /etc/image-release; test -e /of-the-user/file.txt && echo mounted
      - run: echo "FROM=step" >> "$GITHUB_ENV"; echo /own/bin >> "$GITHUB_PATH"
      - id: say
        shell: bash
        run: echo "said=$FROM \${PATH%%:*}" >> "$GITHUB_OUTPUT"; echo "id \${{ job.container.id != '' }}"
      - run: node -e "fetch('http://web:8000').then(async (a) => console.log('said', await a.text()))"
      - uses: ./.github/actions/js
      - uses: docker://slipway-test:1
        with: {entrypoint: /bin/cat, args: file.txt}
  after:
    needs: inside
    runs-on: ubuntu-latest
    steps: [{run: 'echo "got \${{ needs.inside.outputs.said }}"'}]
`,
    );
    commitAll(app.folder);
    const { stdout, status } = await app.run('run');
    expect(stdout).toContain('on in-a-box in /__w/');
    expect(stdout).toContain(': of the repository of the container /github/home');
    expect(stdout).toContain('| an image of the test');
    expect(stdout).toContain('| mounted');
    expect(stdout).toContain('| said by name');
    expect(stdout).toContain('| node in an image of the test');
    expect(stdout).toContain('| id true');
    expect(stdout).toContain('| of the repository');
    expect(stdout).toContain('| got step /own/bin');
    expect(status).toBe(0);
    expect(docker().call('ps', '--all', '--quiet')).toBe('');
  });
});

test('without an engine a job in a container fails and says what it needs', async () => {
  await using app = makeProject();
  app.write(
    '.github/workflows/ci.yml',
    `
on: push
jobs:
  inside: {runs-on: ubuntu-latest, container: 'node:22', steps: [{run: echo unreached}]}
  plain: {runs-on: ubuntu-latest, container: "\${{ github.head_ref }}", steps: [{run: echo on the runner}]}
`,
  );
  commitAll(app.folder);
  vi.stubEnv('SLIPWAY_CONTAINER_ENGINE', '/bin/false');
  const { stdout, status } = await app.run('run');
  vi.unstubAllEnvs();
  expect(stdout).toContain(
    'The job runs in the container node:22, which needs a container engine: none answers',
  );
  expect(stdout).toContain('| on the runner');
  expect(status).toBe(1);
});
