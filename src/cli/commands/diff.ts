// slipway diff: what an account has otherwise than the definition says, field by field.
import { addCommonOptions, addExample, addPlaceOptions, type Register } from '../command.ts';
import type { ShippingOptions } from '../ship/open-shipping.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('[definition]', 'a folder with a definition, or a pipeline', '.');
  addCommonOptions(command, 'one JSON document: {"differences": [{"part": …, "fields": […]}]}');
  addPlaceOptions(command, 'with an account of AWS');
  addExample(command, 'slipway diff examples/cicd-demo --aws --profile production');
  command.action(
    ends(async (path: string, options: ShippingOptions) =>
      (await import('../ship/show-difference.ts')).showDifference(path, options, terminal),
    ),
  );
};
