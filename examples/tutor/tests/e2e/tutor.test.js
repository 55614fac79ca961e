// The whole system in a browser, without a window: the front end of this build with the API that was deployed.
//   API_URL        where the API is
//   TEST_PASSWORD  of the learner who plays here
const assert = require('node:assert/strict');
const { existsSync, readFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');
const { after, before, test } = require('node:test');
const { chromium } = require('playwright-core');

const site = process.env.CODEBUILD_SRC_DIR_FrontendOutput ?? join(__dirname, '../../src/frontend/dist');
const { API_URL: api, TEST_PASSWORD: password } = process.env;
const browsers = [
  process.env.CHROME_BIN,
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
];
const email = `learner-${Date.now()}@example.com`;

let browser;
let server;
let page;

before(async () => {
  const executablePath = browsers.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined)
    throw new Error('There is no browser: give the path of one as CHROME_BIN');
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
  server = createServer(({ url }, response) => {
    const path = join(site, new URL(url, 'http://site').pathname);
    const file = existsSync(path) && !path.endsWith('/') ? path : join(site, 'index.html');
    response.setHeader('content-type', types[/\.\w+$/.exec(file)?.[0]] ?? 'application/octet-stream');
    response.end(readFileSync(file));
  }).listen(0, '127.0.0.1');
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
});
after(async () => {
  await browser?.close();
  server?.close();
});

async function sign(button) {
  await page.getByLabel('Mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: button }).click();
}

test('the API reaches its database', async () => {
  const response = await fetch(`${api}/health`);
  assert.equal((await response.json()).database, 'reachable');
});

test('a learner registers and takes a quiz', async () => {
  await sign('Register');
  await page.getByRole('button', { name: 'biology' }).click();
  await page.getByRole('button', { name: 'mitochondrion' }).click();
  await page.getByText('Right, score 1').waitFor();
  const text = 'Plants use light to make sugar and oxygen from water and carbon dioxide';
  await page.getByLabel('What is photosynthesis?').fill(text);
  await page.getByRole('button', { name: 'Answer' }).click();
  await page.locator('[data-right="true"]').nth(1).waitFor();
});

test('progress is there after the next login', async () => {
  await page.getByRole('button', { name: 'Log out' }).click();
  await sign('Log in');
  await page.getByText('biology: 2 of 2 right').waitFor();
});

test('a batch of questions is refused with its line', async () => {
  await page.getByLabel('Questions').fill('chemistry;song;La?;la');
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await page.getByText('Line 1').waitFor();
});
