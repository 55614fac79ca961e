// Services of a workflow's jobs as containers of an engine.
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';
import { useDocker } from '../rig/use-docker.ts';

const { reason, get: docker } = useDocker('Services in containers are');

const program = (health: string): string => `
    services:
      web:
        image: slipway-test:1
        env: {WORD: 'hello there'}
        ports: ['8000']
        entrypoint: /bin/node
        command: >-
          -e "require('http').createServer((q, a) => a.end(process.env.WORD)).listen(8000)"
        options: --health-cmd "${health}" --health-interval 100ms --health-retries 3
`;

describe.skipIf(reason !== undefined)('a service in a container', () => {
  test('is there when the steps begin, is gone when the job ends, and fails the job when it is not healthy', async () => {
    await using app = makeProject();
    app.write(
      '.github/workflows/ci.yml',
      `on: push
jobs:
  good:
    runs-on: ubuntu-latest
${program('true')}
    steps:
      - run: |
          node -e "fetch('http://localhost:\${{ job.services.web.ports['8000'] }}').then(async (a) => console.log('said', await a.text()))"
  bad:
    runs-on: ubuntu-latest
${program('echo not yet; false')}
    steps: [{run: echo unreached}]
`,
    );
    execFileSync('git', ['init', '--quiet', '--initial-branch', 'main'], { cwd: app.folder });
    const { stdout, status } = await app.run('run');
    expect(stdout).toContain('| said hello there');
    expect(stdout).toContain('The service "web" (slipway-test:1) cannot be started: it is unhealthy');
    expect(stdout).not.toContain('| unreached');
    expect(status).toBe(1);
    expect(docker().call('ps', '--all', '--quiet')).toBe('');
  });

  test('an action that is a container works in the workspace, and gives outputs, variables and its end', async () => {
    await using app = makeProject();
    app.write(
      '.github/workflows/ci.yml',
      `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - id: tool
        uses: ./.github/actions/tool
        with: {who: me}
      - run: echo "\${{ steps.tool.outputs.said }} $KEPT $(cat made.txt)"
      - uses: docker://slipway-test:1
        with: {entrypoint: /bin/sh, args: '-c "echo image in $PWD with $INPUT_ENTRYPOINT"'}
`,
    );
    app.write(
      '.github/actions/tool/action.yml',
      `name: Tool
inputs: {who: {default: all}}
runs:
  using: docker
  image: Dockerfile
  env: {GREETING: hello}
  args: ['\${{ inputs.who }}', two words]
  entrypoint: /tool.sh
  pre-entrypoint: /pre.sh
  post-entrypoint: /post.sh
`,
    );
    const scripts = {
      'tool.sh':
        'echo "said=$GREETING $1 $INPUT_WHO $2" >> $GITHUB_OUTPUT; echo KEPT=kept >> $GITHUB_ENV; pwd; echo made > made.txt; test -f $GITHUB_EVENT_PATH',
      'pre.sh': 'echo before $HOME',
      'post.sh': 'echo after $KEPT',
    };
    app.write('.github/actions/tool/Dockerfile', 'FROM slipway-test:1\nCOPY *.sh /\n');
    for (const [name, text] of Object.entries(scripts))
      app.write(`.github/actions/tool/${name}`, `#!/bin/sh\n${text}\n`, 0o755);
    app.write('.gitignore', '.slipway\n');
    const git = (...words: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', ...words], {
        cwd: app.folder,
      });
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '.');
    git('commit', '--quiet', '--message', 'First');
    const { stdout, status } = await app.run('run');
    // As on GitHub, of a local action.
    expect(stdout).not.toContain('| before');
    expect(stdout).toContain('The "pre-entrypoint" of ./.github/actions/tool is not run');
    expect(stdout).toContain('| /github/workspace');
    expect(stdout).toContain('| hello me me two words kept made');
    expect(stdout).toContain('| image in /github/workspace with /bin/sh');
    expect(stdout).toContain('| after kept');
    expect(status).toBe(0);
    expect(docker().call('ps', '--all', '--quiet')).toBe('');
  });
});
