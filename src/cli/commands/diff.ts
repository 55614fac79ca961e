// slipway diff: what an account has otherwise than the definition says, field by field.
import { addCommonOptions, addExample, type Register } from '../command.ts';
import type { PlaceOptions } from '../ship/open-shipping.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('[definition]', 'a folder with a definition, or a pipeline', '.');
  addCommonOptions(command, 'one JSON document: {"differences": [{"part": …, "fields": […]}]}')
    .option('--aws', 'with an account of AWS, by the credentials of the AWS CLI and the SDKs; only reads')
    .option('--profile <name>', 'with --aws: the profile of the shared AWS configuration')
    .option('--region <region>', 'with --aws: the Region, when neither the profile nor AWS_REGION says it');
  addExample(command, 'slipway diff examples/cicd-demo --aws --profile production');
  command.action(
    ends(async (path: string, options: PlaceOptions) =>
      (await import('../ship/show-difference.ts')).showDifference(path, options, terminal),
    ),
  );
};
