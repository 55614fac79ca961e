'use strict';
const js = require('@eslint/js');

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
  { languageOptions: { sourceType: 'commonjs', globals: { ...node } } },
  { files: ['test/**'], languageOptions: { globals: { ...jest } } },
];
