// Gives a stack set stacks in accounts and Regions, and updates those that it has there.
import { InputError } from '../artifact-text.ts';
import { operated, runOnSet, targetsOf } from '../stack-set/run-set-operation.ts';
import { accountsFor, parametersFor } from '../stack-set/set-inputs.ts';

export const runStackInstances = runOnSet(async (work) => {
  const { context } = work;
  const Accounts = await accountsFor(context);
  if (Accounts.length === 0) throw new InputError('DeploymentTargets names no account');
  const { present, missing } = await context.step('targets', async () => targetsOf(work, Accounts));
  const ParameterOverrides = await parametersFor(context, 'ParameterOverrides');
  const input = { Accounts, ParameterOverrides };
  const updated =
    present.length === 0
      ? undefined
      : await operated(work, 'UpdateStackInstances', { ...input, Regions: present });
  if (missing.length === 0) return updated;
  return await operated(work, 'CreateStackInstances', { ...input, Regions: missing });
});
