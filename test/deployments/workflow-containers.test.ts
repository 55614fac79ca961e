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
      - {id: long, background: true, run: touch up; sleep 600}
      - {id: short, background: true, run: until test -e stopped; do sleep 0.1; done}
      - run: until test -e up; do sleep 0.1; done
      - cancel: long
      - run: touch stopped
      - wait: short
      - run: echo "long \${{ steps.long.outcome }}, short \${{ steps.short.outcome }}"
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
    expect(stdout).toContain('| long cancelled, short success');
    expect(stdout).toContain('| said by name');
    expect(stdout).toContain('| node in an image of the test');
    expect(stdout).toContain('| id true');
    expect(stdout).toContain('| of the repository');
    expect(stdout).toContain('| got step /own/bin');
    expect(status).toBe(0);
    expect(docker().call('ps', '--all', '--quiet')).toBe('');
  });

  test('a cancelled step in the container of a job is asked by SIGINT, then by SIGTERM, and what runs always runs', async () => {
    await using app = makeProject();
    app.write(
      '.github/workflows/ci.yml',
      `
on: push
jobs:
  late:
    runs-on: ubuntu-latest
    container: slipway-test:1
    steps:
      - run: |
          trap 'echo "asked by INT"' INT
          trap 'echo "asked by TERM"; exit 0' TERM
          echo begun
          until false; do sleep 0.1; done
      - run: echo never
      - if: always()
        run: echo "cleaned up, the job is \${{ job.status }}"
  limited:
    runs-on: ubuntu-latest
    container: slipway-test:1
    steps:
      - timeout-minutes: 0.02
        run: |
          trap 'echo "limited by INT"; exit 0' INT
          until false; do sleep 0.1; done
      - {if: failure(), run: 'echo the rest runs'}
`,
    );
    commitAll(app.folder);
    const run = app.start('run');
    await run.line((line) => line.endsWith('| begun'));
    await run.line((line) => line.endsWith('| the rest runs'));
    expect((await app.run('stop')).status).toBe(0);
    const { stdout, status } = await run.ended;
    expect(stdout).toMatch(/asked by INT[^]*asked by TERM/);
    expect(stdout).toContain('| limited by INT');
    expect(stdout).not.toContain('| never');
    expect(stdout).toContain('| cleaned up, the job is cancelled');
    expect(status).toBe(1);
    expect(docker().call('ps', '--all', '--quiet')).toBe('');
  });

  test("AWS's own host names lead to this machine in the container of a job, its services and container actions", async () => {
    await using app = makeProject();
    const ask =
      `const {lookup} = require('dns').promises; lookup('sts.eu-central-1.amazonaws.com').then(async ({address}) => {
      const isHere = /^(127|10)\\./.test(address);
      const key = 'AWS4-HMAC-SHA256 Credential=AKIAREALREALREALREAL/20260101/eu-central-1/sts/aws4_request, SignedHeaders=host, Signature=0';
      const body = new URLSearchParams({Action: 'GetCallerIdentity', Version: '2011-06-15'});
      const call = () => fetch('SCHEME://sts.eu-central-1.amazonaws.com/', {method: 'POST', body, headers: {authorization: key}});
      const said = isHere ? await call().then((it) => it.text(), (error) => error.cause.code) : address;
      const answer = /InvalidClientTokenId|ECONNREFUSED/.exec(said)?.[0] ?? said;
      WHAT
    })`.replaceAll('\n', ' ');
    const log = ask.replace('WHAT', "console.log('WITNESS', process.argv[2], answer)");
    app.write('job.cjs', log.replace('SCHEME', 'http'));
    // Whatever its image trusts.
    app.write('action.cjs', log.replace('SCHEME', 'https'));
    const serve = ask.replace('WHAT', "require('http').createServer((q, a) => a.end(answer)).listen(8000)");
    app.write('serve.cjs', serve.replace('SCHEME', 'https'));
    app.write(
      '.github/actions/boxed/action.yml',
      "runs: {using: docker, image: 'docker://slipway-test:1', entrypoint: /bin/node, args: [action.cjs, action]}\n",
    );
    app.write(
      '.github/workflows/ci.yml',
      `
on: push
jobs:
  inside:
    runs-on: ubuntu-latest
    container: slipway-test:1
    services:
      web:
        image: slipway-test:1
        volumes: ['${app.folder}:/given:ro']
        entrypoint: /bin/node
        command: /given/serve.cjs
    steps:
      - uses: actions/checkout@v4
      - run: node job.cjs job
      - run: node -e "const ask = () => fetch('http://web:8000').then(async (a) => console.log('WITNESS service', await a.text()), () => setTimeout(ask, 50)); ask()"
      - uses: ./.github/actions/boxed
`,
    );
    commitAll(app.folder);
    const { stdout, status } = await app.run('run');
    expect({ status, stdout }).toMatchObject({ status: 0 });
    const said = stdout.match(/(?<=WITNESS )\w+ \S+$/gm) ?? [];
    expect([...new Set(said.map((line) => line.replace(/ .*/, '')))].toSorted()).toEqual([
      'action',
      'job',
      'service',
    ]);
    // Refused where another program of this machine has the ports.
    expect(said.filter((line) => !/ (?:InvalidClientTokenId|ECONNREFUSED)$/.test(line))).toEqual([]);
  });

  test('actions in the container of a job and container actions reach the caches and OIDC tokens of the job', async () => {
    await using app = makeProject();
    app.write('.github/actions/js/action.yml', 'runs: {using: node24, main: main.mjs}\n');
    app.write(
      '.github/actions/js/main.mjs',
      `
const { ACTIONS_RESULTS_URL: base, ACTIONS_RUNTIME_TOKEN: token, ACTIONS_ID_TOKEN_REQUEST_URL: url } = process.env;
const call = async (method, body) => (await fetch(new URL('/twirp/github.actions.results.api.v1.CacheService/' + method, base), {
  method: 'POST', body: JSON.stringify(body), headers: { authorization: 'Bearer ' + token },
})).json();
const entry = { key: 'k', version: 'v' };
const { signed_upload_url } = await call('CreateCacheEntry', entry);
await fetch(signed_upload_url, { method: 'PUT', body: 'cached' });
console.log('saved', (await call('FinalizeCacheEntryUpload', { ...entry, size_bytes: '6' })).ok);
const { signed_download_url } = await call('GetCacheEntryDownloadURL', entry);
console.log('read', await (await fetch(signed_download_url)).text());
const bearer = { authorization: 'bearer ' + process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN };
const { value } = await (await fetch(url + '&audience=us', { headers: bearer })).json();
console.log('token for', JSON.parse(Buffer.from(value.split('.')[1], 'base64url')).aud);
`,
    );
    app.write(
      '.github/actions/boxed/action.yml',
      `runs: {using: docker, image: 'docker://slipway-test:1', entrypoint: /bin/node, args: [-e, "${boxed}"]}\n`,
    );
    app.write(
      '.github/workflows/ci.yml',
      `
on: push
permissions: {id-token: write, contents: read}
jobs:
  inside:
    runs-on: ubuntu-latest
    container: slipway-test:1
    steps: [{uses: $/.github/actions/js}, {uses: $/.github/actions/boxed}]
  outside:
    runs-on: ubuntu-latest
    steps: [{uses: $/.github/actions/boxed}]
`,
    );
    commitAll(app.folder);
    const { stdout, status } = await app.run('run');
    expect(stdout).toContain('| saved true');
    expect(stdout).toContain('| read cached');
    expect(stdout).toContain('| token for us');
    expect(stdout.match(/\| boxed 400 true/g)).toHaveLength(2);
    expect(status).toBe(0);
  });

  test('an action in a container is not started with a variable that Linux does not take, and it is named', async () => {
    await using app = makeProject();
    app.write(
      '.github/workflows/ci.yml',
      `
on: push
jobs:
  long:
    runs-on: ubuntu-latest
    steps:
      - run: echo "LONG=$(head -c 140000 /dev/zero | tr '\\0' x)" >> "$GITHUB_ENV"
      - uses: docker://slipway-test:1
        with: {entrypoint: /bin/cat, args: /etc/image-release}
`,
    );
    commitAll(app.folder);
    const { stdout, status } = await app.run('run');
    expect(stdout).toContain(
      'Argument list too long: the variable LONG has 140,006 bytes, and 131,072 are the most',
    );
    expect(stdout).not.toContain('| an image of the test');
    expect(status).toBe(1);
  });
});

/** The results service refuses an empty call by name, and the issuer gives a token. */
const boxed = [
  'const {env} = process',
  "const call = fetch(env.ACTIONS_RESULTS_URL + 'twirp/github.actions.results.api.v1.CacheService/CreateCacheEntry', {method: 'POST', body: '{}', headers: {authorization: 'Bearer ' + env.ACTIONS_RUNTIME_TOKEN}})",
  "const token = fetch(env.ACTIONS_ID_TOKEN_REQUEST_URL, {headers: {authorization: 'bearer ' + env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}}).then((a) => a.json())",
  "Promise.all([call, token]).then(([a, b]) => console.log('boxed', a.status, b.value.length > 100))",
].join('; ');

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
