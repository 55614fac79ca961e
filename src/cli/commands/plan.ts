// slipway plan: what a run would do, without running it.
import { addCommonOptions, addExample, type CommonOptions, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument(
    '[definition]',
    'a folder with a definition, a pipeline, a CodeBuild project or a buildspec',
    '.',
  );
  addCommonOptions(command, 'one JSON document: {"stages": […]}').option(
    '--source <[action=]where>',
    'stands in for a source: a folder, folder#ref or git URL#ref',
    collect,
  );
  addExample(command, 'slipway plan examples/cicd-demo');
  command.action(
    ends(async (path: string, options: CommonOptions & { readonly source?: readonly string[] }) => {
      const { showPlan } = await import('../look/show-plan.ts');
      return await showPlan(path, options, terminal);
    }),
  );
};

function collect(value: string, before?: readonly string[]): readonly string[] {
  return [...(before ?? []), value];
}
