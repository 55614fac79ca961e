// slipway plan: what a run would do, without running it.
import { addCommonOptions, addExample, type Register } from '../command.ts';
import type { PlanOptions } from '../look/show-plan.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument(
    '[definition]',
    'a folder with a definition, a pipeline, a CodeBuild project or a buildspec',
    '.',
  );
  addCommonOptions(command, 'one JSON document: {"stages": […]} or {"lines": […]}').option(
    '--source <[action=]where>',
    'stands in for a source: a folder, folder#ref or git URL#ref',
    collect,
  );
  command.option('--cost', 'instead what a month of it would cost at AWS, by what was measured here');
  addExample(command, 'slipway plan examples/cicd-demo');
  command.action(
    ends(async (path: string, options: PlanOptions) => {
      const { showPlan } = await import('../look/show-plan.ts');
      return await showPlan(path, options, terminal);
    }),
  );
};

function collect(value: string, before?: readonly string[]): readonly string[] {
  return [...(before ?? []), value];
}
