import { expect, test } from 'vitest';
import { parseAclEntry } from '../../src/load/appspec/appspec-acl.ts';
import { wrongSelinuxRange } from '../../src/load/appspec/appspec-selinux.ts';

const entries: readonly (readonly [
  text: string,
  type: string,
  name: string,
  permissions: string,
  isDefault: boolean,
])[] = [
  ['u:deploy:rw', 'user', 'deploy', 'rw-', false],
  ['user:deploy:r-x', 'user', 'deploy', 'r-x', false],
  ['deploy:7', 'user', 'deploy', 'rwx', false],
  ['g:ops:5', 'group', 'ops', 'r-x', false],
  ['d:g:ops:r', 'group', 'ops', 'r--', true],
  ['default:user::rwx', 'user', '', 'rwx', true],
  ['d:deploy:rw', 'user', 'deploy', 'rw-', true],
  ['m::rw', 'mask', '', 'rw-', false],
  ['m:rw', 'mask', '', 'rw-', false],
  ['d:o::-', 'other', '', '---', true],
  ['d:mask:4', 'mask', '', 'r--', true],
];

test.each(entries)('%s', (...row) => {
  const [text, type, name, permissions, isDefault] = row;
  expect(parseAclEntry(text)).toEqual({ value: { type, name, permissions, isDefault } });
});

test.each(['', 'rwx', 'u:a:b:c:rw', 'x:a:rw', 'x:u:a:rw', 'm:name:rw', 'o:name:r', 'd:d:a:rw'])(
  '"%s" is an invalid acl entry',
  (text) => {
    expect(parseAclEntry(text)).toEqual({ failed: expect.stringContaining(`Invalid acl entry (${text})`) });
  },
);

test.each(['u::rwx', 'g::r', ':rwx'])('"%s" belongs into mode', (text) => {
  expect(parseAclEntry(text)).toEqual({
    failed: expect.stringContaining('Use mode to set the base acl entry'),
  });
});

test.each(['u:a:rwz', 'u:a:8', 'u:a:77'])('"%s" has an invalid permission', (text) => {
  expect(parseAclEntry(text)).toEqual({ failed: expect.stringContaining('contains an invalid character') });
});

test.each(['s0', 's0-s2', 's0:c1', 's0-s0:c0.c1023', 's0:c1.c5,c9,c7'])('the range %s is right', (range) => {
  expect(wrongSelinuxRange(range)).toBeUndefined();
});

const ranges: readonly (readonly [range: string, message: RegExp])[] = [
  ['', /invalid range part/],
  ['s0:', /invalid range part/],
  ['s', /invalid sensitivity s/],
  ['s0-', /invalid range part/],
  ['s2-s1', /problem with the SELinux range specified \(s2-s1\)/],
  ['s0:x1', /invalid category x1/],
  ['s0:c1024', /invalid category c1024/],
  ['s0:c5.c1', /invalid category range c5\.c1/],
  ['s0:c1.c3,c2', /duplicate categories/],
];

test.each(ranges)('the range "%s" is refused', (range, message) => {
  expect(wrongSelinuxRange(range)).toMatch(message);
});
