'use strict';
// Which version this is: what the build wrote, or the package's own number while developing.
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { version } = require('../package.json');

function readVersion(file = join(__dirname, '..', 'version.json')) {
  /* eslint-disable security/detect-non-literal-fs-filename -- no part of the path comes from outside */
  if (!existsSync(file)) return { version, commit: 'working tree', build: 'none' };
  return JSON.parse(readFileSync(file, 'utf8'));
}

module.exports = { readVersion };
