// slipway history: the executions so far, or what failed in them.
import { problem, ProblemError } from '../../lib/problem.ts';
import {
  addCommonOptions,
  addExample,
  addPipelineOption,
  addPlaceOptions,
  type PipelineOptions,
  type PlaceOptions,
  type Register,
} from '../command.ts';

interface HistoryOptions extends PipelineOptions, PlaceOptions {
  readonly limit: string;
  readonly failures?: boolean;
  readonly days?: string;
}

const reviewedDays = '7';

export const register: Register = (command, { terminal, ends }) => {
  addPipelineOption(command, 'all of the state folder when absent');
  addCommonOptions(command, 'one JSON document: {"executions": […]}, the newest first, or {"failures": […]}');
  command
    .option('--limit <count>', 'how many', '20')
    .option('--failures', 'equal failures as one, the most frequent first')
    .option('--days <count>', `with --failures: of how many days (default: ${reviewedDays})`);
  addPlaceOptions(command, 'of an account of AWS');
  addExample(command, 'slipway history --limit 5', 'slipway history --failures --days 30');
  command.action(
    ends(async ({ days, ...options }: HistoryOptions) => {
      if (options.failures === true) {
        const { showFailures } = await import('../show/show-failures.ts');
        return await showFailures({ ...options, days: days ?? reviewedDays }, terminal);
      }
      if (days !== undefined) throw new ProblemError([daysAlone]);
      if (options.aws === true)
        return await (await import('../aws/show-history.ts')).showAwsHistory(options, terminal);
      const { showHistory } = await import('../show/show-history.ts');
      return await showHistory(options, terminal);
    }),
  );
};

const daysAlone = problem({
  code: 'CallInvalid',
  whose: 'call',
  message: '--days goes with --failures only',
  remedy: 'Add --failures, or use --limit.',
});
