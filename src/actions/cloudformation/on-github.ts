// A stack as steps of a workflow, which wait for its result. Pure.
// Sources: CodePipeline user guide, "AWS CloudFormation deploy action reference"; the README of aws-cloudformation-github-deploy.
import { defined } from '../../lib/defined.ts';
import type { GithubRequest, GithubShare, OnGithub } from '../../model/github-job.ts';

export const cloudFormationOnGithub: OnGithub = ({ action }, request) => {
  const { configuration = {} } = action;
  const { ActionMode: mode = '', StackName = '' } = configuration;
  const stack = request.expressed(StackName);
  if (mode === 'CREATE_UPDATE' || mode === 'REPLACE_ON_FAILURE')
    return created(configuration, { ...request, stack });
  const change = request.expressed(configuration['ChangeSetName'] ?? '');
  const named = { STACK: stack, ...(change === '' ? {} : { CHANGE_SET: change }) };
  if (mode === 'DELETE_ONLY')
    return byCalls(`Delete the stack ${StackName}`, { run: deleteScript, env: named });
  if (mode === 'CHANGE_SET_EXECUTE')
    return byCalls(`Execute the change set of ${StackName}`, { run: executeScript, env: named });
  const share = created(configuration, { ...request, stack });
  const only = { 'no-execute-changeset': '1', 'change-set-name': change };
  return { ...share, steps: share.steps.map((step) => ({ ...step, with: { ...step.with, ...only } })) };
};

function byCalls(
  name: string,
  step: { readonly run: string; readonly env: Readonly<Record<string, string>> },
): GithubShare {
  return { callsAws: true, losses: [], steps: [{ name, ...step }] };
}

const deleteScript = `aws cloudformation delete-stack --stack-name "$STACK"
aws cloudformation wait stack-delete-complete --stack-name "$STACK"
`;

/** Of the two waits the one that is not of this stack's operation fails at once. */
const executeScript = `aws cloudformation execute-change-set --stack-name "$STACK" --change-set-name "$CHANGE_SET"
while :; do
  status=$(aws cloudformation describe-stacks --stack-name "$STACK" --query 'Stacks[0].StackStatus' --output text)
  case $status in
    CREATE_COMPLETE | UPDATE_COMPLETE) exit 0 ;;
    *_FAILED | *ROLLBACK_COMPLETE) echo "::error::The stack $STACK is in $status" && exit 1 ;;
  esac
  sleep 5
done
`;

function created(
  configuration: Readonly<Record<string, string>>,
  { expressed, folderOf, stack }: GithubRequest & { readonly stack: string },
): GithubShare {
  const [artifact = '', file = ''] = (configuration['TemplatePath'] ?? '').split('::');
  const folder = folderOf(artifact);
  const { overrides, losses } = overridesOf(configuration['ParameterOverrides']);
  return {
    callsAws: true,
    variablesFrom: 'stack',
    losses: [
      ...losses,
      ...['TemplateConfiguration', 'OutputFileName'].flatMap((key) =>
        configuration[key] === undefined ? [] : [`${key} ${configuration[key]} is not used`],
      ),
    ],
    steps: [
      {
        name: `Deploy the stack ${configuration['StackName'] ?? ''}`,
        id: 'stack',
        uses: 'aws-actions/aws-cloudformation-github-deploy@v1',
        with: {
          name: stack,
          template: folder === '.' ? file : `${folder}/${file}`,
          'no-fail-on-empty-changeset': '1',
          ...defined({
            capabilities: configuration['Capabilities'],
            'role-arn': configuration['RoleArn'],
            'parameter-overrides': overrides === '' ? undefined : expressed(overrides),
          }),
        },
      },
    ],
  };
}

/** `NAME=VALUE` with commas between them; a value with one is quoted. What takes something from an artifact has no equal. */
function overridesOf(text = '{}'): { readonly overrides: string; readonly losses: readonly string[] } {
  const entries = Object.entries(JSON.parse(text) as Readonly<Record<string, unknown>>);
  const plain = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return {
    overrides: plain
      .map(([name, value]) => `${name}=${/[,"\s]/.test(value) ? JSON.stringify(value) : value}`)
      .join(','),
    losses: entries.flatMap(([name, value]) =>
      typeof value === 'string' ? [] : [`the parameter ${name} has the default of the template`],
    ),
  };
}
