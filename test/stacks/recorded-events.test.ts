// The events that AWS wrote in recorded lives of stacks (created, updated and deleted by change sets), each sequence once;
// and what change sets said of values. The recordings are of stacks of topics and parameters.
import { expect, test } from 'vitest';
import { changesOf } from '../../src/stacks/changes/changes.ts';
import { withValues } from '../../src/stacks/changes/with-values.ts';
import type { ResourceState } from '../../src/stacks/stack.ts';
import { targetOf } from '../../src/stacks/target.ts';
import { readTemplate } from '../../src/stacks/template/read-template.ts';
import { SimulatedStack } from './simulated-account.ts';

type Resources = Readonly<Record<string, object>>;

const topic = (TopicName: string, more: object = {}) => ({
  Type: 'AWS::SNS::Topic',
  Properties: { TopicName, DisplayName: 'one' },
  ...more,
});
const renamed = { ...topic('a'), Properties: { TopicName: 'a', DisplayName: 'two' } };
const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

const made = ['CREATE_IN_PROGRESS', 'CREATE_IN_PROGRESS Resource creation Initiated', 'CREATE_COMPLETE'];
const changed = ['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE'];
const replaced = [
  'UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.',
  'UPDATE_IN_PROGRESS Resource creation Initiated',
  'UPDATE_COMPLETE',
];
const deleted = ['DELETE_IN_PROGRESS', 'DELETE_COMPLETE'];
const other = { Other: topic('other') };

const lives: readonly (readonly [string, Resources, Resources, readonly string[]])[] = [
  ['stays as it is', { A: topic('a') }, { A: topic('a'), ...other }, [...made, ...deleted]],
  ['is changed in place', { A: topic('a') }, { A: renamed }, [...made, ...changed, ...deleted]],
  ['is replaced', { A: topic('a') }, { A: topic('b') }, [...made, ...replaced, ...deleted, ...deleted]],
  ['is added', other, { ...other, A: topic('a') }, [...made, ...deleted]],
  ['is removed', { A: topic('a'), ...other }, other, [...made, ...deleted]],
  ['is removed and kept', { A: topic('a', kept), ...other }, other, [...made, 'DELETE_SKIPPED']],
  [
    'is replaced and kept',
    { A: topic('a', kept) },
    { A: topic('b', kept) },
    [...made, ...replaced, 'DELETE_SKIPPED', 'DELETE_SKIPPED'],
  ],
];

function life(before: Resources, after: Resources): readonly string[] {
  const simulated = new SimulatedStack();
  simulated.run('create', JSON.stringify({ Resources: before }));
  simulated.run('update', JSON.stringify({ Resources: after }));
  simulated.run('delete');
  return simulated.shown;
}

test.each(lives)('of a resource that %s', (_what, before, after, expected) => {
  const events = life(before, after).filter((event) => event.startsWith('A '));
  expect(events).toEqual(expected.map((event) => `A ${event}`));
});

test('of the stack itself, whatever becomes of its resources', () => {
  for (const [, before, after] of lives)
    expect(life(before, after).filter((event) => event.startsWith('app '))).toEqual([
      'app CREATE_IN_PROGRESS User Initiated',
      'app CREATE_COMPLETE',
      'app UPDATE_IN_PROGRESS User Initiated',
      'app UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'app UPDATE_COMPLETE',
      'app DELETE_IN_PROGRESS User Initiated',
      'app DELETE_COMPLETE',
    ]);
});

const place = {
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  stackId: 'id',
  stackName: 'app',
  notificationArns: [],
};

function targetFor(Resources: Resources) {
  const { template } = readTemplate({ path: 'template', text: JSON.stringify({ Resources }) });
  const target = template === undefined ? undefined : targetOf(template, [], place).target;
  if (target === undefined) throw new Error('The template is wrong');
  return target;
}

/** `A DisplayName Static DirectModification`, and the values, of each detail. */
function changes(before: Resources, after: Resources): readonly unknown[] {
  const resources = new Map<string, ResourceState>(
    Object.entries(before).map(([logicalId, resource]) => [
      logicalId,
      {
        logicalId,
        type: 'AWS::SNS::Topic',
        physicalId: `arn:${logicalId}`,
        attributes: { TopicName: 'a', DisplayName: 'one' },
        properties: (resource as { readonly Properties: ResourceState['properties'] }).Properties,
        needs: [],
        deletionPolicy: 'Delete',
        status: 'CREATE_COMPLETE',
        changedAt: 0,
      },
    ]),
  );
  const rules = {
    replaces: () => false,
    nameOf: () => 'Name',
    isCalledAgain: () => false,
    isAlwaysUpdated: () => false,
  };
  const surroundings = { exports: new Map<string, string>(), zones: () => [] };
  const found = changesOf({ resources, target: targetFor(before) }, targetFor(after), {
    rules,
    surroundings,
  });
  return withValues(found).map(({ action, logicalId, details, before: was, after: is }) => ({
    [`${action} ${logicalId}`]: details.map(
      ({ name, evaluation, source }) => `${name} ${evaluation} ${source}`,
    ),
    was: was?.['DisplayName'],
    is: is?.['DisplayName'],
  }));
}

const following = (value: object) => ({
  B: { ...topic('b'), Properties: { TopicName: 'b', DisplayName: value } },
});
const unknown = '{{changeSet:KNOWN_AFTER_APPLY}}';

test.each<readonly [string, Resources, Resources, readonly unknown[]]>([
  [
    'a new value is shown with the one before',
    { A: topic('a') },
    { A: renamed },
    [{ 'Modify A': ['DisplayName Static DirectModification'], was: 'one', is: 'two' }],
  ],
  [
    'what refers to a replaced resource is known after it, and changed itself',
    { A: topic('a'), ...following({ Ref: 'A' }) },
    { A: topic('c'), ...following({ Ref: 'A' }) },
    [
      { 'Modify A': ['TopicName Static DirectModification'], was: 'one', is: 'one' },
      {
        'Modify B': ['DisplayName Static ResourceReference', 'DisplayName Dynamic DirectModification'],
        was: 'arn:A',
        is: unknown,
      },
    ],
  ],
  [
    'what follows an attribute that is the same is not shown',
    { A: topic('a'), ...following({ 'Fn::GetAtt': ['A', 'TopicName'] }) },
    { A: renamed, ...following({ 'Fn::GetAtt': ['A', 'TopicName'] }) },
    [{ 'Modify A': ['DisplayName Static DirectModification'], was: 'one', is: 'two' }],
  ],
  [
    'a text with a part that is known later is known later as a whole',
    {},
    { A: topic('a'), ...following({ 'Fn::Join': ['-', ['x', { Ref: 'A' }]] }) },
    [
      { 'Add A': [], was: undefined, is: 'one' },
      { 'Add B': [], was: undefined, is: unknown },
    ],
  ],
  [
    'references of what is removed are not looked up',
    { A: topic('a'), ...following({ 'Fn::GetAtt': ['A', 'DisplayName'] }) },
    { A: topic('a') },
    [{ 'Remove B': [], was: unknown, is: undefined }],
  ],
])('with the values of properties, %s', (_what, before, after, expected) => {
  expect(changes(before, after)).toEqual(expected);
});
