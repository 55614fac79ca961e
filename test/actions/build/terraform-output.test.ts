// What Terraform's own output says of its plans and changes, as it printed them.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OutputLines } from '../../../src/actions/build/output-lines.ts';
import { TerraformOutput } from '../../../src/actions/build/terraform-output.ts';
import type { InfrastructureProgress } from '../../../src/model/progress.ts';

const esc = '\u001b';

/** As printed by Terraform 1.11.4, in colours where it had them. */
const coloured = [
  `${esc}[1m  # terraform_data.a${esc}[0m will be updated in-place`,
  `${esc}[1m  # terraform_data.b[0]${esc}[0m must be ${esc}[1m${esc}[31mreplaced${esc}[0m`,
  `${esc}[1m  # terraform_data.gone[0]${esc}[0m will be ${esc}[1m${esc}[31mdestroyed${esc}[0m`,
  '  # (because index [0] is out of range for count)',
  `${esc}[1mPlan:${esc}[0m 1 to add, 1 to change, 2 to destroy.`,
  'terraform_data.gone[0]: Destruction complete after 0s',
  'terraform_data.b[0]: Destruction complete after 0s',
  'terraform_data.b[0]: Creation complete after 0s [id=9838f57e]',
  'terraform_data.a: Modifications complete after 12s [id=2c9cc45e]',
  'Apply complete! Resources: 1 added, 1 changed, 2 destroyed.',
  '',
].join('\n');

function read(parts: readonly string[]): readonly InfrastructureProgress[] {
  const reported: InfrastructureProgress[] = [];
  const output = new OutputLines([new TerraformOutput((progress) => reported.push(progress))]);
  for (const part of parts) output.write(Buffer.from(part));
  output.endCommand();
  return reported;
}

describe('the output of Terraform', () => {
  test('gives the plan with its resources, and what was applied of it', () => {
    expect(read([coloured])).toEqual([
      {
        tool: 'Terraform',
        event: 'PLANNED',
        add: 1,
        change: 1,
        destroy: 2,
        resources: [
          { address: 'terraform_data.a', change: 'update' },
          { address: 'terraform_data.b[0]', change: 'replace' },
          { address: 'terraform_data.gone[0]', change: 'destroy' },
        ],
      },
      {
        tool: 'Terraform',
        event: 'APPLIED',
        add: 1,
        change: 1,
        destroy: 2,
        resources: [
          { address: 'terraform_data.gone[0]', change: 'destroy' },
          { address: 'terraform_data.b[0]', change: 'replace' },
          { address: 'terraform_data.a', change: 'update' },
        ],
      },
    ]);
  });

  test('says the same however it is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(coloured.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), coloured.length];
        const parts = at.slice(1).map((end, index) => coloured.slice(at[index], end));
        expect(read(parts)).toEqual(read([coloured]));
      }),
    );
  });

  test.each([
    ['No changes. Your infrastructure matches the configuration.', 'PLANNED', [0, 0, 0]],
    [
      `${esc}[0m${esc}[1m${esc}[32mNo changes.${esc}[0m${esc}[1m Your infrastructure matches the configuration.${esc}[0m`,
      'PLANNED',
      [0, 0, 0],
    ],
    ['No changes. Infrastructure is up-to-date.', 'PLANNED', [0, 0, 0]],
    ['Plan: 2 to import, 3 to add, 0 to change, 1 to destroy.', 'PLANNED', [3, 0, 1]],
    ['Plan: 3 to add, 0 to change, 1 to destroy, 4 to forget.', 'PLANNED', [3, 0, 1]],
    ['Apply complete! Resources: 2 imported, 61 added, 0 changed, 0 destroyed.', 'APPLIED', [61, 0, 0]],
    ['Destroy complete! Resources: 5 destroyed.', 'APPLIED', [0, 0, 5]],
  ])('%s', (line, event, counts) => {
    const [found, ...more] = read([`${line}\r\n`]);
    expect(more).toEqual([]);
    expect([found?.event, [found?.add, found?.change, found?.destroy]]).toEqual([event, counts]);
  });

  test('says how much was changed before it failed', () => {
    const failed = [
      '  # a.b will be created',
      '  # a.c will be created',
      'Plan: 2 to add, 0 to change, 0 to destroy.',
      'a.b: Creation complete after 1m2s [id=1]',
      '│ Error: creating a.c: AccessDenied',
    ].join('\n');
    expect(read([failed]).at(-1)).toEqual({
      tool: 'Terraform',
      event: 'INCOMPLETE',
      add: 1,
      change: 0,
      destroy: 0,
      resources: [{ address: 'a.b', change: 'create' }],
    });
  });

  test('of OpenTofu is recognised', () => {
    const text =
      'OpenTofu will perform the following actions:\n  # a.b will be created\nPlan: 1 to add, 0 to change, 0 to destroy.';
    expect(read([text])[0]?.tool).toBe('OpenTofu');
  });

  test.each([
    'No changes.',
    'Plan: a holiday',
    '# a file will be created',
    'Build complete after 3s',
    'x'.repeat(5000),
  ])('is not what another program prints: %s', (line) => {
    expect(read([`${line}\n`])).toEqual([]);
  });
});
