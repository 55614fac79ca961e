// The line that says what Terraform changes.
import { expect, test } from 'vitest';
import { infrastructureLine } from '../../src/cli/render/infrastructure-text.ts';
import type { InfrastructureProgress } from '../../src/model/progress.ts';

test.each<[Partial<InfrastructureProgress>, string]>([
  [{ event: 'PLANNED', add: 3, change: 1 }, 'Terraform: 3 to add, 1 to change, 0 to destroy'],
  [{ event: 'PLANNED', import: 2 }, 'Terraform: 2 to import, 0 to add, 0 to change, 0 to destroy'],
  [{ event: 'PLANNED' }, 'Terraform: no changes'],
  [{ event: 'APPLIED' }, 'Terraform: no changes'],
  [{ tool: 'OpenTofu', event: 'APPLIED', destroy: 2 }, 'OpenTofu: 0 added, 0 changed, 2 destroyed'],
  [{ event: 'INCOMPLETE', add: 1 }, 'Terraform: 1 added, 0 changed, 0 destroyed before it failed'],
])('%j is %s', (given, text) => {
  const progress = {
    tool: 'Terraform',
    event: 'PLANNED',
    add: 0,
    change: 0,
    destroy: 0,
    resources: [],
    ...given,
  } as const;
  expect(
    infrastructureLine(progress)
      .map(({ text: part }) => part)
      .join(''),
  ).toBe(text);
});
