// slipway plan: what a run would do, without running it, what it needs to be allowed to on AWS, and what that costs.
import { addCommonOptions, addExample, type Register } from '../command.ts';
import type { PlanOptions } from '../show/show-plan.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument(
    '[definition]',
    'a folder with a definition, a pipeline, a CodeBuild project or a buildspec',
    '.',
  );
  addCommonOptions(command, 'one JSON document: {"stages": […], "rights": […]} or {"lines": […]}')
    .option('--source <[action=]where>', 'replaces a source: a folder, folder#ref or git URL#ref', collect)
    .option('--rights', 'print only the least policy of each role, for aws iam put-role-policy')
    .option('--role <name>', 'of this role alone')
    .option('--region <region>', 'where the pipeline is, for the ARNs in the policies');
  command
    .option('--cost', 'instead what a month of it would cost at AWS, by what was measured here')
    .option(
      '--within-free',
      'the same, and it fails when the month leaves what is free, or a threshold of a budget is exceeded',
    );
  addExample(
    command,
    'slipway plan examples/cicd-demo',
    'slipway plan --role CodeBuild-Service-Role --region eu-central-1 examples/cicd-demo > policy.json',
  );
  command.action(
    ends(async (path: string, options: PlanOptions) => {
      const { showPlan } = await import('../show/show-plan.ts');
      return await showPlan(path, options, terminal);
    }),
  );
};

function collect(value: string, before?: readonly string[]): readonly string[] {
  return [...(before ?? []), value];
}
