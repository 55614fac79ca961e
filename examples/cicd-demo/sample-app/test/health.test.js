'use strict';
const { checkHealth } = require('../src/health');

test('an instance that runs reports its uptime in whole seconds', () => {
  expect(checkHealth({ uptimeSeconds: 12.6 })).toMatchObject({ uptimeSeconds: 13 });
});
