// What the workflows of a repository know of each other's claims.
import { expect, test } from 'vitest';
import { noClaims, verdictOn, type Claim, type ConcurrencyFacts } from '../../../src/engine/concurrency.ts';
import { ConcurrencyGroups } from '../../../src/runtime/workflows/concurrency-groups.ts';

const claim: Claim = {
  id: 'a',
  shown: 'run 1 of a.yml',
  group: 'g',
  cancelInProgress: false,
  queue: 'single',
  since: [1, 1, 0, 'a'],
  isGranted: false,
};
const facts: ConcurrencyFacts = { claims: [claim], coming: [] };

test('a workflow decides again when another one claims something else, and only then', () => {
  const groups = new ConcurrencyGroups();
  const woken: string[] = [];
  const a = groups.join(() => woken.push('a'));
  const b = groups.join(() => woken.push('b'));
  a.publish(noClaims);
  expect(woken).toEqual([]);
  a.publish(facts);
  a.publish({ claims: [{ ...claim }], coming: [] });
  expect(woken).toEqual(['b']);
  expect(b.others()).toEqual(facts);
  expect(a.others()).toEqual(noClaims);
});

test('nothing begins while workflows are still to be opened', () => {
  const groups = new ConcurrencyGroups();
  const woken: string[] = [];
  const hold = groups.hold();
  const member = groups.join(() => woken.push('a'));
  const outcome = () => verdictOn(claim, { claims: [claim], coming: member.others().coming }).outcome;
  expect(outcome()).toBe('Waits');
  hold[Symbol.dispose]();
  expect(woken).toEqual(['a']);
  expect(outcome()).toBe('Begins');
});
