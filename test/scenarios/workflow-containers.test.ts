// Jobs of workflows in containers, and actions that are containers, on an engine.
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
    expect(stdout).toContain('| got step /own/bin');
    expect(status).toBe(0);
    expect(docker().call('ps', '--all', '--quiet')).toBe('');
  });

  test('an action that is a container runs from its Dockerfile or its image, with its inputs, outputs and end', async () => {
    await using app = makeProject();
    app.write(
      '.github/actions/box/action.yml',
      `
name: Box
inputs: {who: {default: eve}}
runs:
  using: docker
  image: Dockerfile
  args: ['hello \${{ inputs.who }}']
  env: {MORE: more}
  post-entrypoint: /last.sh
`,
    );
    app.write(
      '.github/actions/box/Dockerfile',
      'FROM slipway-test:1\nCOPY main.sh last.sh /\nENTRYPOINT ["/main.sh"]\n',
    );
    const main = [
      '#!/bin/sh',
      'echo "$1 and $INPUT_WHO with $MORE in $PWD: $(cat file.txt)"',
      'echo "made=by a container" >> "$GITHUB_OUTPUT"',
      'echo "kept=state" >> "$GITHUB_STATE"',
      'echo changed > file.txt',
    ].join('\n');
    app.write('.github/actions/box/main.sh', main, 0o755);
    app.write('.github/actions/box/last.sh', '#!/bin/sh\necho "last has $STATE_kept"\n', 0o755);
    app.write('file.txt', 'a file\n');
    app.write(
      '.github/workflows/ci.yml',
      `
on: push
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - id: box
        uses: ./.github/actions/box
        with: {who: ada}
      - run: echo "then \${{ steps.box.outputs.made }}, $(cat file.txt)"
      - uses: docker://slipway-test:1
        with: {entrypoint: /bin/sh, args: "-c 'echo image has $INPUT_WORD; exit 3'", word: given}
`,
    );
    commitAll(app.folder);
    const { stdout, status } = await app.run('run');
    expect(stdout).toContain('| hello ada and ada with more in /github/workspace: a file');
    expect(stdout).toContain('| then by a container, changed');
    expect(stdout).toContain('| image has given');
    expect(stdout).toContain('| last has state');
    expect(stdout).toContain('exit code 3');
    expect(status).toBe(1);
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
  action: {runs-on: ubuntu-latest, steps: [{uses: 'docker://alpine:3'}]}
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
  expect(stdout).toContain('The action is a container (docker://alpine:3), which needs a container engine');
  expect(stdout).toContain('| on the runner');
  expect(status).toBe(1);
});
