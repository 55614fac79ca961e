// Creates or updates a stack set from a template, and gives it stacks where it has none yet.
import { CallRefused } from '../../aws/client/decode-response.ts';
import { defined } from '../../lib/defined.ts';
import { artifactText } from '../artifact-text.ts';
import { operated, runOnSet, targetsOf, type SetWork } from '../stack-set/run-set-operation.ts';
import { accountsFor, parametersFor, words } from '../stack-set/set-inputs.ts';

export const runStackSet = runOnSet(async (work) => {
  const { context, name } = work;
  const {
    TemplatePath = '',
    Description,
    Capabilities = '',
    AdministrationRoleArn,
    ExecutionRoleName,
    PermissionModel,
    CallAs,
  } = context.configuration;
  const definition = {
    TemplateBody: await artifactText(context, 'TemplatePath', TemplatePath),
    Parameters: await parametersFor(context, 'Parameters'),
    Capabilities: words(Capabilities),
    ...defined({
      Description,
      AdministrationRoleARN: AdministrationRoleArn,
      ExecutionRoleName,
      PermissionModel,
      CallAs,
      AutoDeployment: autoDeployment(context.configuration),
    }),
  };
  const isNew = await context.step('is new', async () => !(await isThere(work)));
  if (isNew) await context.step('set', async () => created(work, definition));
  const updated = isNew ? undefined : await operated(work, 'UpdateStackSet', definition);
  const accounts = await accountsFor(context);
  if (accounts.length === 0) return updated;
  const Regions = await context.step('missing', async () => (await targetsOf(work, accounts)).missing);
  if (Regions.length === 0) return updated;
  context.log.line(`${name}: stacks in ${Regions.join(', ')}`);
  return await operated(work, 'CreateStackInstances', { Accounts: accounts, Regions });
});

/** Of an organization: CloudFormation refuses it where there is none. */
function autoDeployment({
  OrganizationsAutoDeployment: given = 'Disabled',
}: Readonly<Record<string, string>>) {
  if (given === 'Disabled') return undefined;
  return { Enabled: true, RetainStacksOnAccountRemoval: given === 'EnabledWithStackRetention' };
}

async function isThere({ call, name }: SetWork): Promise<boolean> {
  try {
    await call('cloudformation', 'DescribeStackSet', { StackSetName: name });
    return true;
  } catch (error) {
    if (error instanceof CallRefused && error.code === 'StackSetNotFoundException') return false;
    throw error;
  }
}

async function created({ call, name }: SetWork, definition: object): Promise<true> {
  try {
    await call('cloudformation', 'CreateStackSet', { StackSetName: name, ...definition });
  } catch (error) {
    // An earlier attempt has made it.
    if (!(error instanceof CallRefused && error.code === 'NameAlreadyExistsException')) throw error;
  }
  return true;
}
