import { expect, test } from 'vitest';
import { noParts } from '../../../src/load/kinds/index.ts';
import { providers } from '../../../src/actions/registry.ts';
import { actionsByType } from '../../../src/check/rules/actions-by-type.ts';

const check = (provider: string, outputs: readonly string[]) =>
  actionsByType(
    {
      ...noParts,
      pipeline: {
        name: 'demo',
        roleArn: '',
        stages: [
          {
            name: 'Build',
            actions: [
              {
                name: 'Make',
                actionTypeId: { category: 'Build', owner: 'AWS', provider, version: '1' },
                outputArtifacts: outputs.map((name) => ({ name })),
              },
            ],
          },
        ],
      },
    },
    providers,
  ).map(({ code, path, remedy = '' }) => [code, path.at(-2), /"[^"]*"/.exec(remedy)?.[0]]);

test.each([
  [['my-a', 'my_b'], [['ArtifactNameUnusable', 0, '"my_a"']]],
  [
    ['ok1', 'a-b-c', 'x-'],
    [
      ['ArtifactNameUnusable', 1, '"a_b_c"'],
      ['ArtifactNameUnusable', 2, '"x_"'],
    ],
  ],
  [['my_a', 'B2'], []],
  [['my-a'], []],
])('CodeBuild cannot make identifiers of %j', (outputs, expected) => {
  expect(check('CodeBuild', outputs)).toEqual(expected);
});

test('other providers take hyphens in the names of several outputs', () => {
  expect(check('Jenkins', ['my-a', 'my-b'])).toEqual([]);
});
