// What each stand-in takes and gives, as the newest manifest of its action declares it.
import { expect, test } from 'vitest';
import { knownActions } from '../../../../src/workflows/known-actions.ts';
import { findStandIn, standIns } from '../../../../src/actions/workflow/stand-ins/registry.ts';

/** Action, inputs, outputs. Older inputs may be taken besides; `*` is any output. */
test.each(knownActions)(
  '$action takes the inputs and gives the outputs of the action',
  ({ action, inputs, outputs }) => {
    const [owner = '', name = '', ...path] = action.split('/');
    const standIn = findStandIn(`${owner}/${name}`, path.join('/'));
    expect(Object.keys(standIn?.inputs ?? {})).toEqual(expect.arrayContaining([...inputs]));
    expect(standIn?.outputs).toEqual(expect.arrayContaining(outputs.filter((output) => output !== '*')));
  },
);

test('an input that changes nothing is one that the action takes', () => {
  for (const { inputs, ignored = {}, untrimmed = [] } of standIns)
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining([...Object.keys(ignored), ...untrimmed]));
});
