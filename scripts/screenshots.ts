// Pictures of the dashboard, made by a real browser from a real run of the demo system: npm run screenshots [FOLDER]
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const root = join(import.meta.dirname, '..');
const folder = resolve(process.argv[2] ?? join(root, 'build', 'screenshots'));
mkdirSync(folder, { recursive: true });
const state = mkdtempSync(join(tmpdir(), 'slipway-pictures-'));
const slipway = (...args: readonly string[]) =>
  spawn(process.execPath, [join(root, 'bin', 'slipway.js'), ...args, '--state', state], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

async function output(...args: readonly string[]): Promise<string> {
  const child = slipway(...args);
  let text = '';
  for await (const part of child.stdout) text += String(part);
  return text;
}

const server = slipway('up', 'examples/cicd-demo', '--port', '0');
try {
  const url = await lineWith('"msg":"up"').then((line) => (JSON.parse(line) as { readonly url: string }).url);
  const { secret } = JSON.parse(await output('token', 'make', 'pictures', '--scope', 'admin', '--json')) as {
    readonly secret: string;
  };
  const ask = async (body: object): Promise<{ readonly executionId: string }> => {
    const response = await fetch(`${url}/api/v1/pipelines/cicd-demo/requests`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as { readonly executionId: string };
  };
  const { executionId } = await ask({ type: 'StartPipelineExecution', variables: {}, sourceRevisions: {} });
  await ended(url, secret, executionId);
  await takePictures(url, secret, executionId);
} finally {
  server.kill('SIGTERM');
  await output('down');
  rmSync(state, { recursive: true, force: true });
}

async function lineWith(text: string): Promise<string> {
  for await (const line of createInterface({ input: server.stdout })) if (line.includes(text)) return line;
  throw new Error('The server has ended');
}

async function ended(url: string, secret: string, executionId: string): Promise<void> {
  const response = await fetch(`${url}/api/v1/events?after=0&executionId=${executionId}`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  let text = '';
  for await (const part of response.body ?? []) {
    text += Buffer.from(part).toString('utf8');
    if (text.includes('"type":"ExecutionEnded"')) return;
  }
}

async function takePictures(url: string, secret: string, executionId: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 390]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      await page.goto(`${url}/sign-in`);
      await page.getByLabel('Token').fill(secret);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('link', { name: 'cicd-demo', exact: true }).waitFor();
      const take = async (name: string, path: string, sign: string): Promise<void> => {
        await page.goto(`${url}${path}`);
        await page.getByText(sign).first().waitFor();
        await page.screenshot({
          path: join(folder, `${name}-${colorScheme}-${width}.png`),
          fullPage: name !== 'log',
        });
      };
      await take('home', '/', 'healthy');
      await take('pipeline', '/pipelines/cicd-demo', 'Executions');
      await take('execution', `/executions/${executionId}`, 'Timeline');
      const log = await page.getByRole('link', { name: 'Log' }).nth(1).getAttribute('href');
      await take('log', log ?? '/', 'Entering phase');
      await take('tests', '/tests', 'coverage');
      await take('events', '/events', 'State Change');
      await take('settings', '/settings', 'Tokens');
      await context.close();
    }
  await browser.close();
}
