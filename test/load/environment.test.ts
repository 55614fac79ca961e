import { expect, test } from 'vitest';
import { parseJson } from '../../src/lib/parse-json.ts';
import { readEnvironment } from '../../src/load/kinds/environment.ts';

function read(environment: object) {
  const text = JSON.stringify({ ApplicationName: 'shop', EnvironmentName: 'shop-jobs', ...environment });
  const { root } = parseJson({ path: 'environment.json', text });
  if (root === undefined) throw new Error('no JSON');
  return readEnvironment(root);
}

test('an environment is a web server unless its tier says worker, which lint finds', () => {
  expect(read({}).value?.tier).toBe('WebServer');
  expect(read({ Tier: { Name: 'WebServer', Type: 'Standard', Version: '1.0' } })).toMatchObject({
    value: { tier: 'WebServer' },
    problems: [],
  });
  expect(read({ Tier: { Name: 'Worker', Type: 'SQS/HTTP' } })).toMatchObject({
    value: { tier: 'Worker' },
    problems: [{ code: 'EnvironmentTierNotExecuted', severity: 'warning' }],
  });
});

test.each([[{ Name: 'worker' }], [{ Name: 'Web' }], [{ Name: 'WebServer', Type: 'SQS' }], ['Worker']])(
  'the tier %j is an error',
  (tier) => {
    expect(read({ Tier: tier }).problems).toMatchObject([{ severity: 'error' }]);
  },
);
