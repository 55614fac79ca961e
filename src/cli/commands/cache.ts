// slipway cache: what builds keep for the next ones.
import type { CacheOptions } from '../show/show-cache.ts';
import { addCommonOptions, addExample, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  const list = command.command('list').description('what is kept, the last used first');
  addCommonOptions(list, 'one JSON document: {"caches": […]}')
    .option('--project <name>', 'of this project, or of the namespace that projects share')
    .action(
      ends(async (options: CacheOptions) =>
        (await import('../show/show-cache.ts')).listCaches(options, terminal),
      ),
    );
  const clear = command.command('clear').description('remove it; the next build starts without');
  addCommonOptions(clear, 'one JSON document: {"removed": …, "sizeBytes": …}')
    .option('--project <name>', 'of this project only, or of the namespace that projects share')
    .action(
      ends(async (options: CacheOptions) =>
        (await import('../show/show-cache.ts')).clearCaches(options, terminal),
      ),
    );
  addExample(command, 'slipway cache list', 'slipway cache clear --project app');
};
