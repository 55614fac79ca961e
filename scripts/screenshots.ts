// Pictures of every view, made by a real browser from real executions of the demo system, one of which is rolled back:
// npm run screenshots [FOLDER], or with --docs those alone that the documentation shows, into docs/pictures.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const root = join(import.meta.dirname, '..');
const given = process.argv.slice(2);
const folder = resolve(given.find((each) => !each.startsWith('--')) ?? join(root, 'build', 'screenshots'));
mkdirSync(folder, { recursive: true });

const isForDocs = given.includes('--docs');
/** The name of a view's picture in the documentation; undefined for one that it does not show. */
function pictureInDocs(name: string, colorScheme: 'light' | 'dark', width: number): string | undefined {
  if (width !== 1280) return undefined;
  if (colorScheme === 'light') return `${name}.png`;
  return name === 'home' ? 'home-dark.png' : undefined;
}

// A copy, because the second execution is of a change that does not work.
const parent = mkdtempSync(join(tmpdir(), 'slipway-pictures-'));
const demo = join(parent, 'cicd-demo');
const notCopied = new Set(['node_modules', '.slipway', 'coverage', 'reports']);
cpSync(join(root, 'examples', 'cicd-demo'), demo, {
  recursive: true,
  filter: (path) => !notCopied.has(basename(path)),
});
const slipway = (...args: readonly string[]) =>
  spawn(process.execPath, [join(root, 'bin', 'slipway.js'), ...args, '--state', join(parent, 'state')], {
    cwd: demo,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

async function output(...args: readonly string[]): Promise<string> {
  const child = slipway(...args);
  let text = '';
  for await (const part of child.stdout) text += String(part);
  return text;
}

const server = slipway('up', demo, '--port', '0');
try {
  const url = await lineWith('"msg":"up"').then((line) => (JSON.parse(line) as { readonly url: string }).url);
  const { secret } = JSON.parse(await output('token', 'make', 'pictures', '--scope', 'admin', '--json')) as {
    readonly secret: string;
  };
  const api = { url, secret };
  const worked = await execution(api);
  breakHealthCheck();
  const failed = await execution(api);
  await takePictures(api, viewsOf(worked, failed));
} finally {
  server.kill('SIGTERM');
  await output('down');
  rmSync(parent, { recursive: true, force: true });
}

async function lineWith(text: string): Promise<string> {
  for await (const line of createInterface({ input: server.stdout })) if (line.includes(text)) return line;
  throw new Error('The server has ended');
}

interface Api {
  readonly url: string;
  readonly secret: string;
}

/** Starts one and waits for its end. */
async function execution({ url, secret }: Api): Promise<string> {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const asked = { type: 'StartPipelineExecution', variables: {}, sourceRevisions: {} };
  const started = await fetch(`${url}/api/v1/pipelines/cicd-demo/requests`, {
    method: 'POST',
    headers,
    body: JSON.stringify(asked),
  });
  const { executionId } = (await started.json()) as { readonly executionId: string };
  const events = await fetch(`${url}/api/v1/events?after=0&executionId=${executionId}`, { headers });
  let text = '';
  for await (const part of events.body ?? []) {
    text += Buffer.from(part).toString('utf8');
    if (text.includes('"type":"ExecutionEnded"')) break;
  }
  return executionId;
}

/** What is deployed then does not answer: CodeDeploy puts the version before back. */
function breakHealthCheck(): void {
  const path = join(demo, 'scripts', 'validate_service.sh');
  writeFileSync(path, readFileSync(path, 'utf8').replace('/health', '/no-such-page'));
}

interface View {
  readonly name: string;
  readonly path: string;
  /** Seen when it is drawn. */
  readonly sign: string;
}

function viewsOf(worked: string, failed: string): readonly View[] {
  const view = (name: string, path: string, sign: string): View => ({ name, path, sign });
  return [
    view('home', '/', 'succeeded'),
    view('pipeline', '/pipelines/cicd-demo', 'Executions'),
    view('execution', `/executions/${worked}`, 'Timeline'),
    view('failed', `/executions/${failed}`, 'Since the last success'),
    view('artifacts', `/executions/${worked}?tab=artifacts`, 'Artifact'),
    view('compare', `/compare/${worked}/${failed}`, 'Results and durations'),
    view('approvals', '/approvals', 'Nothing waits'),
    view('value-stream', '/value-stream', 'from start to end'),
    view('resources', '/resources', 'CodePipeline'),
    view('map', '/resources?view=map', 'connection'),
    view('tests', '/tests', 'lines ran'),
    view('search', '/search?q=Entering%20phase%20BUILD', 'in the logs of'),
    view('costs', '/costs', 'a month'),
    view('events', '/events', 'State Change'),
    view('audit', '/audit', 'StartPipelineExecution'),
    view('settings', '/settings', 'Tokens'),
    view('docs', '/docs', 'First steps'),
  ];
}

async function takePictures(api: Api, views: readonly View[]): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [390, 1280, 2560]) {
      const wanted = views.filter(
        ({ name }) => !isForDocs || pictureInDocs(name, colorScheme, width) !== undefined,
      );
      if (wanted.length === 0) continue;
      const page = await signIn(browser, api, { colorScheme, viewport: { width, height: 900 } });
      const take = async (name: string): Promise<void> => {
        const inDocs = pictureInDocs(name, colorScheme, width);
        const path =
          isForDocs && inDocs !== undefined
            ? join(root, 'docs', 'pictures', inDocs)
            : join(folder, `${name}-${colorScheme}-${width}.png`);
        await page.getByRole('status').getByText('live').waitFor();
        await page.getByText('Loading …').first().waitFor({ state: 'detached' });
        // The documentation shows the first screen alone.
        await page.screenshot({ path, fullPage: !isForDocs });
      };
      for (const { name, path, sign } of wanted) {
        await page.goto(`${api.url}${path}`);
        await page.getByText(sign).first().waitFor();
        await take(name);
      }
      if (isForDocs && colorScheme === 'dark') {
        await page.context().close();
        continue;
      }
      await page.goto(`${api.url}${views.find(({ name }) => name === 'failed')?.path ?? '/'}`);
      await page.getByRole('link', { name: 'Log', exact: true }).first().click();
      await page.waitForURL('**/logs/**');
      await page.locator('.log-row').first().waitFor();
      await take('log');
      await page.goto(`${api.url}/tests`);
      await page.locator('main a[data-row]').first().click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await take('report');
      await page.context().close();
    }
  await browser.close();
}

async function signIn(
  browser: Browser,
  { url, secret }: Api,
  options: Parameters<Browser['newContext']>[0],
): Promise<Page> {
  const page = await (await browser.newContext({ ...options, reducedMotion: 'reduce' })).newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Token').fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'cicd-demo', exact: true }).waitFor();
  return page;
}
