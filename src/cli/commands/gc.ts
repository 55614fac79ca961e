// slipway gc: artifacts that nothing needs any more go, old ones are compressed.
import { usualRetention } from '../../model/retention.ts';
import type { CollectionOptions } from '../show/collect-artifacts.ts';
import { addCommonOptions, addExample, type Register } from '../command.ts';

const { days, successful, compressAfterDays } = usualRetention;

export const register: Register = (command, { terminal, ends }) => {
  addCommonOptions(
    command,
    'one JSON document: {"pipelines": […], "removedTrees": …, "removedBytes": …, "compressedFiles": …}',
  )
    .option('--days <n>', 'of an execution that has ended earlier', String(days))
    .option('--successful <n>', 'of executions that succeeded, keep so many', String(successful))
    .option('--compress-after <n>', 'days after which artifacts are compressed', String(compressAfterDays))
    .option('--dry-run', 'say what would go, and change nothing')
    .action(
      ends(async (options: CollectionOptions) =>
        (await import('../show/collect-artifacts.ts')).collectArtifacts(options, terminal),
      ),
    );
  addExample(command, 'slipway gc --dry-run', 'slipway gc --days 7 --successful 3');
};
