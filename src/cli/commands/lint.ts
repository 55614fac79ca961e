// slipway lint: every finding about definitions, buildspecs and appspecs.
import type { LintOptions } from '../lint/lint-files.ts';
import { addExample, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command
    .argument(
      '[files...]',
      'folders with definitions, pipelines, buildspecs, appspecs; the current folder when absent',
    )
    .option('-q, --quiet', 'errors alone, and nothing when there are none')
    .option('--json', 'one JSON document: {"problems": […]}, each with line and column');
  addExample(command, 'slipway lint', 'slipway lint buildspec.yml appspec.yml');
  command.action(
    ends(async (files: readonly string[], options: LintOptions) => {
      const { lintFiles } = await import('../lint/lint-files.ts');
      if (files.length > 0) return await lintFiles(files, options, terminal);
      const { withDefinition } = await import('../session/definition-record.ts');
      return await lintFiles([await withDefinition('.', terminal)], options, terminal);
    }),
  );
};
