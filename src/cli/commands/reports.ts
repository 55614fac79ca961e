// slipway reports: what the tests of builds said, and how that changed.
import {
  addCommonOptions,
  addExample,
  addPipelineOption,
  type PipelineOptions,
  type Register,
} from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument(
    '[group]',
    'a report group, with the project in front of its name; all groups when absent',
  );
  addPipelineOption(command, 'any of the state folder when absent');
  addCommonOptions(command, 'one JSON document: {"reportGroups": […]} or {"reports": […]}');
  addExample(command, 'slipway reports', 'slipway reports cicd-demo-unit-tests');
  command.action(
    ends(async (group: string | undefined, options: PipelineOptions) => {
      const { showReports } = await import('../show/show-reports.ts');
      return await showReports(group, options, terminal);
    }),
  );
};
