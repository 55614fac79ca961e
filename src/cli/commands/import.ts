// slipway import: a pipeline that is in an account, as the files of a definition.
import { addCommonOptions, addExample, type Register } from '../command.ts';
import type { ImportOptions } from '../ship/import-pipeline.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('<pipeline>', 'its name');
  addCommonOptions(command, 'one JSON document: {"files": […]}')
    .option(
      '--out <folder>',
      'where the files are written; a folder with the name of the pipeline when absent',
    )
    .option('--aws', 'from an account of AWS, by the credentials of the AWS CLI and the SDKs; only reads')
    .option('--profile <name>', 'with --aws: the profile of the shared AWS configuration')
    .option('--region <region>', 'with --aws: the Region, when neither the profile nor AWS_REGION says it');
  addExample(command, 'slipway import shop --aws --profile production --out shop');
  command.action(
    ends(async (pipeline: string, options: ImportOptions) =>
      (await import('../ship/import-pipeline.ts')).importPipeline(pipeline, options, terminal),
    ),
  );
};
