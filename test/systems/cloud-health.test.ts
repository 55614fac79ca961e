// The Cloud Health Dashboard: from source to two addresses, seen by a person in a browser; then a backend that is not
// healthy and a front end whose smoke test fails, each under traffic.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBrowser, openPage, whyNoBrowser } from '../rig/browser.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { visitDuring } from '../rig/visitors.ts';

const example = join(import.meta.dirname, '..', '..', 'examples', 'cloud-health-dashboard');
const leftOut = /\/(\.slipway|node_modules|__pycache__|\.pytest_cache)(\/|$)/;
const reason = whyNoBrowser();
if (reason !== undefined) console.warn(`The pages of the Cloud Health Dashboard are not tested: ${reason}`);

interface Copy {
  readonly api: string;
  readonly site: string;
}

/** The example as it is, with ports that are free. */
async function copy(app: Project): Promise<Copy> {
  cpSync(example, app.folder, { recursive: true, filter: (path) => !leftOut.test(path) });
  const [api, site] = [await freePort(), await freePort()];
  for (const file of ['listeners', 'frontend-build-project', 'smoke-test-project', 'parameters']) {
    const path = join(app.folder, `${file}.json`);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replaceAll('8020', String(api)).replaceAll('8030', String(site)));
  }
  return { api: `http://127.0.0.1:${api}`, site: `http://127.0.0.1:${site}` };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function edit(app: Project, file: string, from: string, to: string): void {
  const text = app.read(file);
  expect(text).toContain(from);
  app.write(file, text.replace(from, to));
}

/** Requests from users to each address in turn while `work` goes on. Gives the answers that were no 200. */
async function visited(urls: readonly string[], work: () => Promise<void>): Promise<readonly string[]> {
  let next = 0;
  const request = async () => {
    const url = urls[next++ % urls.length] ?? '';
    const response = await fetch(url);
    await response.text();
    return `${url} ${response.status}`;
  };
  const { failures, answers } = await visitDuring(request, work, 400);
  return [...failures, ...[...answers.keys()].filter((answer) => !answer.endsWith(' 200'))];
}

async function visit(site: string, password: string): Promise<void> {
  await using browser = await openBrowser();
  const page = await openPage(browser);
  await page.goto(`${site}/`);
  await page.getByLabel('Password').fill('a guess');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The name or the password is wrong').waitFor();
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('img', { name: 'Latency of api' }).waitFor();
  expect(await page.getByText('production 1.0.0').isVisible()).toBe(true);
}

/** The site as it was built: its manifests, and the variables of the build in its script. */
async function expectSite(site: string, api: string): Promise<void> {
  const get = async (path: string) => await (await fetch(`${site}/${path}`)).text();
  const files = Object.values(
    JSON.parse(await get('asset-manifest.json')) as Record<
      string,
      { readonly file: string; readonly css?: readonly string[] }
    >,
  ).flatMap(({ file, css = [] }) => [file, ...css]);
  expect(files).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^static\/js\/.+\.js$/),
      expect.stringMatching(/^static\/css\/.+\.css$/),
    ]),
  );
  expect(JSON.parse(await get('manifest.json'))).toHaveProperty('name');
  const script = await get(files.find((file) => file.endsWith('.js')) ?? '');
  // REACT_APP_API_URL, REACT_APP_ENVIRONMENT and REACT_APP_VERSION of frontend-build-project.json.
  expect(script).toContain(api);
  expect(script).toMatch(/.production.,. .,.1\.0\.0./);
}

// shows: S3-001, S3-006, S3-008, S3-011, S3-014, S3-016, S3-017, S3-022, S3-023, S3-024, S3-028, S3-031
// shows: S3-036, S3-054, S3-055, S3-058, S3-065, S3-067, S3-068, S3-069, S3-070, S3-073, S3-074, S3-077
// shows: S3-097, S3-102, S3-104, S3-105, S3-106, S3-107, S3-110, S3-111, S3-115, S3-132, S3-134, S3-145
// shows: S3-158, S3-160
test('runs from source to two addresses, and a version that fails leaves the one before', async () => {
  await using app = makeProject();
  const { api, site } = await copy(app);
  const password = 'a password of the test';
  await app.feed(password, 'secret', 'set', '--parameter', '/cloud-health/backend/production/ADMIN_PASSWORD');
  const first = await app.run('run', '.', '--source', '.', '--exit');
  expect(first.stderr).toBe('');
  expect(first.stdout).toContain('14 passed');
  expect(first.status).toBe(0);
  expect(first.stdout).not.toContain(password);
  expect(await (await fetch(`${api}/health`)).json()).toMatchObject({
    status: 'ok',
    environment: 'production',
  });
  if (reason === undefined) await visit(site, password);
  await expectSite(site, api);
  const artifacts = (await app.run('artifacts', 'list')).stdout;
  for (const name of ['SourceOutput', 'BackendBuildOutput', 'FrontendBuildOutput'])
    expect(artifacts).toContain(name);

  edit(
    app,
    'backend/app/routes/health.py',
    '@router.get("/health")',
    '@router.get("/health", status_code=503)',
  );
  // What the build checks has been seen; from here on the deployments are meant.
  const checks = /^ +- (pip install (flake8|pytest)|flake8|bandit|pytest) .*\n/gm;
  app.write('backend/buildspec.yml', app.read('backend/buildspec.yml').replaceAll(checks, ''));
  edit(app, 'environment.json', '"Value": "2"', '"Value": "1"');
  edit(app, 'environment.json', '"120"', '"40"');
  const backend = await visited([`${api}/health`, `${site}/`], async () => {
    const { status, stdout } = await app.run('run', '.', '--source', '.', '--exit');
    expect(status).toBe(1);
    expect(stdout).toContain('FrontendBuild reused from execution');
    expect(stdout).toContain('did not become healthy');
    expect(stdout).toContain('answered 503');
    expect(stdout).toContain('serve as they did');
  });
  expect(backend).toEqual([]);

  cpSync(join(example, 'backend'), join(app.folder, 'backend'), {
    recursive: true,
    filter: (path) => !leftOut.test(path),
  });
  edit(app, 'environment.json', '"40"', '"120"');
  edit(app, 'frontend/index.html', 'id="root"', 'id="rot"');
  edit(app, 'frontend/src/main.jsx', "'root'", "'rot'");
  const frontend = await visited([`${api}/health`, `${site}/orders`], async () => {
    const { status, stdout } = await app.run('run', '.', '--source', '.', '--exit');
    expect(stdout).toContain('the site is not the dashboard');
    expect(status).toBe(1);
  });
  expect(frontend).toEqual([]);
  expect(await (await fetch(`${site}/`)).text()).toContain('id="root"');
});
