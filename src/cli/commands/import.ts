// slipway import: a pipeline that is in an account, or that a file of another tool describes, as the files of a definition.
import { addCommonOptions, addExample, addPlaceOptions, type Register } from '../command.ts';
import type { ImportOptions } from '../ship/import-pipeline.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument(
    '<pipeline>',
    'its name, or a file: a template of CloudFormation, a workflow of GitHub, what terraform show -json or aws codepipeline get-pipeline prints',
  );
  addCommonOptions(command, 'one JSON document: {"files": […]}').option(
    '--out <folder>',
    'where the files are written; a folder with the name of the pipeline when absent',
  );
  addPlaceOptions(command, 'from an account of AWS');
  addExample(
    command,
    'slipway import shop --aws --profile production --out shop',
    'slipway import template.yml --out shop',
  );
  command.action(
    ends(async (pipeline: string, options: ImportOptions) =>
      (await import('../ship/import-pipeline.ts')).importPipeline(pipeline, options, terminal),
    ),
  );
};
