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
});
