import { expect, test } from 'vitest';
import { parseJson } from '../../src/lib/parse-json.ts';
import { readFleet } from '../../src/load/kinds/fleet.ts';

function read(fleet: object) {
  const { root } = parseJson({
    path: 'fleet.json',
    text: JSON.stringify({ name: 'web', instances: 1, ...fleet }),
  });
  if (root === undefined) throw new Error('no JSON');
  return readFleet(root);
}

test('a fleet keeps the image and the programs that it names', () => {
  const { value, problems } = read({
    imageId: 'ubuntu',
    programs: ['node', 'python3.12', 'g++'],
    iamInstanceProfile: 'web',
  });
  expect(problems).toEqual([]);
  expect(value).toMatchObject({
    imageId: 'ubuntu',
    programs: ['node', 'python3.12', 'g++'],
    iamInstanceProfile: 'web',
  });
});

test.each([
  ['ami-0123456789abcdef0', 'is the id of an image'],
  ['debian-12', 'names no image'],
  ['Windows_Server-2022-English-Full-Base', 'names no image'],
])('an image "%s" whose accounts are not known is an error with the words that are', (imageId, message) => {
  const [found, ...others] = read({ imageId }).problems;
  expect(others).toEqual([]);
  expect(found).toMatchObject({ code: 'FleetImageUnknown', severity: 'error' });
  expect(found?.message).toContain(message);
  expect(found?.remedy).toContain('"ubuntu"');
});

test('a program is a name, not a path', () => {
  expect(read({ programs: ['/usr/bin/node'] }).problems).toMatchObject([{ severity: 'error' }]);
});
