'use strict';
const js = require('@eslint/js');
const security = require('eslint-plugin-security');

const node = {
  require: 'readonly',
  module: 'writable',
  process: 'readonly',
  console: 'readonly',
  __dirname: 'readonly',
  URL: 'readonly',
};
const jest = {
  describe: 'readonly',
  test: 'readonly',
  expect: 'readonly',
  beforeEach: 'readonly',
  afterEach: 'readonly',
};

module.exports = [
  { ignores: ['coverage/', 'reports/'] },
  js.configs.recommended,
  // Looks for what lets others run code or read files: eval, commands, paths and patterns made of input.
  { ...security.configs.recommended, files: ['src/**'] },
  { languageOptions: { sourceType: 'commonjs', globals: { ...node } } },
  { files: ['test/**'], languageOptions: { globals: { ...jest } } },
];
