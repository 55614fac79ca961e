'use strict';
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { readVersion } = require('../src/version');

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sample-app-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the version that the build wrote counts', () => {
  const file = join(folder, 'version.json');
  writeFileSync(file, '{"version":"9.9.9","commit":"c","build":"1"}');
  expect(readVersion(file).version).toBe('9.9.9');
});

test('without a build the number of the package counts', () => {
  expect(readVersion(join(folder, 'none.json'))).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
});
