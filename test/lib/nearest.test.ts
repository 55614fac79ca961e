import { expect, test } from 'vitest';
import { didYouMean, nearest, whatThereIs } from '../../src/lib/nearest.ts';

test.each([
  ['inputArtifact', 'inputArtifacts'],
  ['run_order', 'runOrder'],
  ['RUNORDER', 'runOrder'],
  ['naem', 'name'],
  ['Ap', 'App'],
])('%s is near %s', (word, meant) => {
  expect(nearest(word, ['name', 'inputArtifacts', 'outputArtifacts', 'runOrder', 'App'])).toBe(meant);
});

test('a word that is like none of them has no nearest', () => {
  expect(nearest('frobnicate', ['name', 'runOrder'])).toBeUndefined();
  expect(nearest('x', [])).toBeUndefined();
});

test('of two near ones the nearer is taken', () => {
  expect(nearest('Deploymnt', ['Deployments', 'Deployment'])).toBe('Deployment');
});

test('a name that is not there is answered with the nearest one, or with what the caller says', () => {
  expect(didYouMean('compil', ['compile', 'test'], 'None.')).toBe('Did you mean "compile"?');
  expect(didYouMean('deploy', ['compile', 'test'], 'None.')).toBe('None.');
});

test('a name that is not there is answered with the nearest one, or with all that are there', () => {
  expect(whatThereIs('shpo', ['shop', 'infra'])).toBe('Did you mean "shop"?');
  expect(whatThereIs('none', ['shop', 'infra', 'shop'])).toBe('There are: infra, shop');
  expect(whatThereIs('none', ['shop'])).toBe('There is: shop');
  expect(whatThereIs('none', [])).toBe('There is none');
  const many = Array.from({ length: 23 }, (_, index) => `pipeline-${String(index).padStart(2, '0')}`);
  expect(whatThereIs('none', many)).toMatch(/^There are: pipeline-00, .*pipeline-19 and 3 more$/);
});
