// Commands of the log that GitHub has deprecated or disabled.
import { problem } from '../../lib/problem.ts';
import { isExpression } from '../../model/workflow.ts';
import { placeOfText } from '../language/place-of.ts';
import type { WorkflowRule } from './rule.ts';

const files = {
  'set-output': 'GITHUB_OUTPUT',
  'save-state': 'GITHUB_STATE',
  'set-env': 'GITHUB_ENV',
  'add-path': 'GITHUB_PATH',
} as const;

export const deprecatedCommand: WorkflowRule = ({ jobs }, file) =>
  jobs.flatMap(({ steps }) =>
    steps.flatMap(({ run, ...at }) => {
      const text =
        typeof run === 'string' ? run : run !== undefined && isExpression(run) ? run.expression : '';
      return Object.entries(files)
        .filter(([name]) => new RegExp(`::${name}(?:::| )`).test(text))
        .map(([name, variable]) => {
          const isDisabled = name === 'set-env' || name === 'add-path';
          return problem({
            code: 'WorkflowCommandDeprecated',
            severity: 'warning',
            message: `The command ::${name}:: is ${isDisabled ? 'disabled: the step fails' : 'deprecated'}`,
            at: placeOfText(file, `::${name}`, at),
            remedy: `Write to the file of $${variable}.`,
          });
        });
    }),
  );
