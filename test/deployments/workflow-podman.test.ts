// Jobs, services and actions of workflows in containers of Podman.
import { expect, onTestFinished, test, vi } from 'vitest';
import { commitAll } from '../rig/git.ts';
import { makeProject } from '../rig/project.ts';
import { openTestEngine, whyNoNetworkedEngine } from '../rig/test-engine.ts';

const reason = whyNoNetworkedEngine();
if (reason !== undefined) console.warn(`Workflows by Podman are not tested: ${reason}`);

test.skipIf(reason !== undefined)(
  'jobs, services and actions run in containers of Podman as in those of Docker',
  async () => {
    using engine = openTestEngine({ hasNetwork: true });
    vi.stubEnv('SLIPWAY_CONTAINER_ENGINE', engine.file);
    onTestFinished(() => void vi.unstubAllEnvs());
    await using app = makeProject();
    app.write('file.txt', 'of the repository\n');
    app.write('.github/actions/js/action.yml', 'runs: {using: node24, main: main.js}\n');
    app.write('.github/actions/js/main.js', 'console.log("node in", require("os").hostname());');
    const service = (health: string): string => `
    services:
      web:
        image: ${engine.image}
        env: {WORD: 'hello there'}
        ports: ['8000/tcp']
        entrypoint: /bin/node
        command: -e "require('http').createServer((q, a) => a.end(process.env.WORD)).listen(8000)"
        options: --health-cmd "${health}" --health-interval 1s --health-retries 2`;
    app.write(
      '.github/workflows/ci.yml',
      `on: push
jobs:
  inside:
    runs-on: ubuntu-latest
    container:
      image: ${engine.image}
      env: {WORD: 'of the container'}
      volumes: ['${app.folder}:/of-the-user:ro']
      options: --hostname in-a-box
${service('true')}
    outputs: {said: '\${{ steps.say.outputs.said }}'}
    steps:
      - uses: actions/checkout@v4
      - run: |
          echo "on $(hostname) in $PWD: $(cat file.txt) $WORD $HOME"
          test -e /of-the-user/file.txt && echo mounted
      - run: echo "FROM=step" >> "$GITHUB_ENV"; echo /own/bin >> "$GITHUB_PATH"
      - id: say
        run: echo "said=$FROM \${PATH%%:*}" >> "$GITHUB_OUTPUT"
      - run: node -e "fetch('http://web:8000').then(async (a) => console.log('said', await a.text()))"
      - uses: ./.github/actions/js
      - uses: docker://${engine.image}
        with: {entrypoint: /bin/cat, args: file.txt}
  after:
    needs: inside
    runs-on: ubuntu-latest
${service('true')}
    steps:
      - run: echo "got \${{ needs.inside.outputs.said }}"
      - run: |
          node -e "fetch('http://localhost:\${{ job.services.web.ports['8000'] }}').then(async (a) => console.log('outside', await a.text()))"
  bad:
    runs-on: ubuntu-latest
${service('echo not yet; false')}
    steps: [{run: echo unreached}]
`,
    );
    commitAll(app.folder);
    const { stdout, status } = await app.run('run');
    for (const said of [
      'on in-a-box in /__w/',
      ': of the repository of the container /github/home',
      '| mounted',
      '| said hello there',
      '| node in in-a-box',
      '| of the repository',
      '| got step /own/bin',
      '| outside hello there',
      `The service "web" (${engine.image}) cannot be started: it is unhealthy`,
    ])
      expect(stdout).toContain(said);
    expect(stdout).not.toContain('| unreached');
    expect(status).toBe(1);
    expect(engine.call('ps', '--all', '--quiet')).toBe('');
  },
);
