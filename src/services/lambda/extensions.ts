// The extensions of a function, which its layers bring along in `/opt/extensions`. Source: Lambda developer guide, "Using the Lambda
// Extensions API to create extensions".
import { extensionsIn } from '../../targets/function/extension-processes.ts';
import type { EnvironmentToOpen } from '../../targets/function/execution-environment.ts';
import type { ServiceCall } from '../service.ts';
import type { FunctionRecord } from './function-record.ts';
import { noteOfFunction } from './note-of-function.ts';

/**
 * Undefined when the layers have none.
 * @param layers absolute path
 * @param folder the same, as the function's process sees it
 */
export function extensionsOf(
  where: Pick<ServiceCall, 'ground' | 'place'>,
  record: FunctionRecord,
  { layers, folder }: { readonly layers: string; readonly folder: string },
): Pick<EnvironmentToOpen, 'extensions'> {
  const names = extensionsIn(layers);
  if (names.length === 0) return {};
  return {
    extensions: {
      names,
      folder: `${folder}/extensions`,
      accountId: where.place.account,
      onNotExecuted: (api) =>
        noteOfFunction(where, record, {
          line: `The ${api} is not executed on this machine: extensions of ${record.name} receive nothing from it`,
          what: `the ${api} for the extensions of the function ${record.name}`,
        }),
    },
  };
}
