// Large reports are read in a thread of their own.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readReportFile } from '../../../src/actions/build/read-report-file.ts';
import { ReportThread } from '../../../src/actions/build/report-thread.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

const cases = (count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      `<testcase classname="app" name="t${index}">${index % 2 === 0 ? '' : '<failure message="no"/>'}</testcase>`,
  ).join('');

test('a server of the same process answers while a report is read', async () => {
  await using folder = await makeFolder();
  const from = join(folder.path, 'report.xml');
  // The thread waits in the middle of its work until something is written.
  execFileSync('mkfifo', [from]);
  await using thread = new ReportThread();
  const reading = thread.read({ path: 'report.xml', from, format: 'JUNITXML', sizeBytes: 100_000_000 });
  const server = createServer((_, response) => response.end('here')).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here');
  } finally {
    await writeFile(from, `<testsuite>${cases(3)}</testsuite>`);
    server.close();
  }
  expect((await reading).content).toMatchObject({ tests: { total: 3, statusCounts: { FAILED: 1 } } });
});

test('what a thread reads is what this process would read, file after file', async () => {
  await using folder = await makeFolder();
  await using thread = new ReportThread();
  const texts = {
    JUNITXML: `<testsuite>${cases(1234)}</testsuite>`,
    LCOV: 'SF:a.js\nDA:1,1\nDA:2,0\nend_of_record\n',
    CUCUMBERJSON: '{"broken":',
    TESTNGXML: '<other/>',
  };
  for (const [format, text] of Object.entries(texts)) {
    const job = { path: format, from: join(folder.path, format), format, sizeBytes: text.length };
    await writeFile(job.from, text);
    expect(await thread.read(job)).toEqual(readReportFile(job));
  }
});

test('a file that is gone is a failure of reading, and the thread reads the next one', async () => {
  await using folder = await makeFolder();
  await using thread = new ReportThread();
  const job = { path: 'a.xml', from: join(folder.path, 'a.xml'), format: 'JUNITXML', sizeBytes: 1 };
  await expect(thread.read(job)).rejects.toThrow('ENOENT');
  await writeFile(job.from, '<testsuite/>');
  expect((await thread.read(job)).content).toMatchObject({ tests: { total: 0 } });
});
