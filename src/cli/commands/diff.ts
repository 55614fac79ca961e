// slipway diff: what an account has otherwise than the definition says, field by field.
import { addCommonOptions, addExample, addPlaceOptions, type Register } from '../command.ts';
import type { EnvironmentOptions } from '../ship/chosen-environment.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('[definition]', 'a folder with a definition, or a pipeline', '.');
  addCommonOptions(command, 'one JSON document: {"differences": [{"part": …, "fields": […]}]}').option(
    '--env <name>',
    'where: an environment of shipping.json',
  );
  addPlaceOptions(command, 'with an account of AWS');
  addExample(command, 'slipway diff examples/cicd-demo --aws --profile production');
  command.action(
    ends(async (path: string, options: EnvironmentOptions) =>
      (await import('../ship/show-difference.ts')).showDifference(path, options, terminal),
    ),
  );
};
