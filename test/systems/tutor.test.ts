// The serverless tutor, from source to a site that a browser uses: tests with a coverage gate, a stack with a database, migrations
// by a function, functions behind an API, a model in a layer, and a website in a bucket, all in the account of this machine.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPostgres } from '../../src/process/find-postgres.ts';
import { openBrowser, openPage, whyNoBrowser } from '../rig/browser.ts';
import { makeProject, type Project } from '../rig/project.ts';

const example = join(import.meta.dirname, '..', '..', 'examples', 'tutor');
const leftOut = /\/(\.slipway|node_modules|dist|\.venv|__pycache__|\.pytest_cache)(\/|$)/;

const missing = findPostgres('') === undefined ? 'PostgreSQL is not installed' : whyNoBrowser();
if (missing !== undefined) console.warn(`The tutor is not tested: ${missing}`);

function copyTo(app: Project): void {
  cpSync(example, app.folder, { recursive: true, filter: (path) => !leftOut.test(path) });
}

function siteIn(text: string, bucket = 'tutor-system-dev'): string {
  const found = new RegExp(String.raw`${bucket} +(http:\S+)`).exec(text)?.[1];
  expect(found).toBeDefined();
  return found ?? '';
}

/** Registers, answers a choice and a free text, sees the progress after a new login, uploads a batch. */
async function visit(site: string): Promise<void> {
  await using browser = await openBrowser();
  const page = await openPage(browser);
  await page.goto(site);
  const email = `learner-${Date.now()}@example.com`;
  const fill = async () => {
    await page.getByLabel('Mail address').fill(email);
    await page.getByLabel('Password').fill('correct horse');
  };
  await fill();
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByRole('button', { name: 'biology' }).click();
  await page.getByRole('button', { name: 'mitochondrion' }).click();
  await page.getByText('Right, score 1').waitFor();
  const text = page.getByLabel('What is photosynthesis?');
  await text.fill('Plants use light to make sugar and oxygen from water and carbon dioxide');
  await page.getByRole('button', { name: 'Answer' }).click();
  await page.locator('[data-right="true"]').nth(1).waitFor();
  await page.getByRole('button', { name: 'Log out' }).click();
  await fill();
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('biology: 2 of 2 right').waitFor();
  await page
    .getByLabel('Questions')
    .fill('chemistry;choice;What is H2O?;water;water|salt\nchemistry;song;La?;la');
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await page.getByText('Line 2').waitFor();
  await page.getByLabel('Questions').fill('chemistry;choice;What is H2O?;water;water|salt');
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await page.getByText('1 questions added').waitFor();
  await page.getByRole('button', { name: 'chemistry' }).waitFor();
}

describe.skipIf(missing !== undefined)('the tutor', () => {
  // shows: S0-005, S0-006, S0-015, S0-016, S0-017, S0-018, S0-020, S0-026, S0-027, S0-028, S0-029, S0-033, S0-034, S0-036, S0-037, S0-038
  // shows: S0-039, S0-052, S0-053, S0-055, S0-058, S0-059, S0-060, S0-061, S0-083, S0-084, S0-085, S0-091, S0-092, S0-093, S0-094, S0-101
  // shows: S0-102, S0-104, S0-105, S0-106, S0-107, S0-108, S0-109, S0-111, S0-114, S0-115, S0-117, S0-119, S0-161, S0-162, S0-163
  // shows: S0-164, S0-165, S0-167, S0-168
  test('runs from source to a quiz whose progress is kept, and leaves the database as it was when a migration is broken', async () => {
    await using app = makeProject();
    copyTo(app);
    const first = await app.run('run', '.', '--source', '.');
    expect(first.stdout).toContain('tutor-system-pipeline-dev succeeded');
    expect(first.stdout).toContain('Version 0 to 3: 0001_learners, 0002_quizzes, 0003_first_questions');
    await visit(siteIn(first.stdout));
    const resources = await app.run('status', '--resources');
    expect(resources.stdout).toContain('tutor-development');
    writeFileSync(
      join(app.folder, 'src/database/migrations/0004_broken.sql'),
      '-- Up Migration\nALTER TABLE learners ADD COLUMN nickname text;\nUPDATE learners SET email = id::text;\nALTER TABLE nothing ADD COLUMN x int;\n',
    );
    const broken = await app.run('run', '.', '--source', '.');
    expect(broken.status).not.toBe(0);
    expect(broken.stdout).toContain('Migrate › Migrate failed');
    await visit(siteIn(first.stdout));
  });

  // shows: S0-019, S0-057, S0-063, S0-064, S0-066
  test('is one stack of SAM as well, which goes back as a whole when a part of it fails', async () => {
    await using app = makeProject();
    copyTo(app);
    const first = await app.run('run', 'pipeline-sam.json', '--source', '.');
    expect(first.stdout).toContain('tutor-sam-pipeline-dev succeeded');
    expect(first.stdout).toContain('Version 0 to 3: 0001_learners, 0002_quizzes, 0003_first_questions');
    const template = join(app.folder, 'infrastructure/sam/template.yml');
    const broken = readFileSync(template, 'utf8')
      .replace('AllowMethods: [GET, POST]', 'AllowMethods: [GET]')
      .replace(
        'Resources:',
        'Resources:\n  Broken:\n    Type: AWS::Logs::LogGroup\n    DependsOn: Api\n    Properties: { RetentionInDays: 2 }\n',
      );
    writeFileSync(template, broken);
    const second = await app.run('run', 'pipeline-sam.json', '--source', '.');
    expect(second.status).not.toBe(0);
    expect(second.stdout).toContain('UPDATE_ROLLBACK_COMPLETE');
    await visit(siteIn(first.stdout, 'tutor-sam-dev'));
  });

  // shows: S0-095, S0-099
  test('stops before its build when the tests cover less than 80 percent', async () => {
    await using app = makeProject();
    copyTo(app);
    const body = Array.from({ length: 200 }, (_, line) => `  count += ${line};`).join('\n');
    const file = join(app.folder, 'src/lambda/lib/grading.js');
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nfunction unused() {\n  let count = 0;\n${body}\n}\n`);
    const run = await app.run('run', '.', '--source', '.');
    expect(run.stdout).toContain('line coverage does not meet threshold of 80%');
    expect(run.stdout).toContain('Build failed in PRE_BUILD');
    expect(run.stdout).not.toContain('Deploy-Infrastructure');
  });
});
