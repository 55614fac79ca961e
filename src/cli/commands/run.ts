// slipway run: a pipeline, here and live.
import { addCommonOptions, addExample, type Register } from '../command.ts';
import type { RunCommandOptions } from '../run/run-options.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('[definition]', 'a folder with a definition, or its file', '.');
  addCommonOptions(command, 'one journal entry per line as JSON, and nothing else on standard output')
    .option(
      '--exit',
      'end after the pipeline and leave what is deployed running (always so without a terminal)',
    )
    .option('--new', 'start a new execution although an interrupted one could be carried on')
    .option(
      '--source <[action=]where>',
      'stands in for a source: a folder, folder#ref or git URL#ref',
      collect,
    )
    .option('--source-revision <action=commit>', 'the revision that a source action takes', collect)
    .option('--variable <name=value>', 'a pipeline variable', collect)
    .option('--isolation <process|namespace>', 'how the hosts of fleets are kept apart')
    .option('--strict-runtimes', 'fail when a runtime-version differs from what this machine has')
    .option('--keep-work', 'keep the workspaces of builds in the state folder');
  addExample(command, 'slipway run examples/cicd-demo --exit --variable Environment=test');
  command.action(
    ends(async (path: string, options: RunCommandOptions) => {
      const { runPipeline } = await import('../run/run-pipeline.ts');
      return await runPipeline(path, options, terminal);
    }),
  );
};

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
