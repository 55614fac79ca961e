// A build project that something names and the definition does not have.
import type { Finding } from '../../lib/finding.ts';
import { didYouMean } from '../../lib/nearest.ts';

/** @param what who names it */
export function unknownProject(
  name: string,
  {
    names,
    path,
    what,
  }: { readonly names: readonly string[]; readonly path: Finding['path']; readonly what: string },
): Finding {
  return {
    code: 'ProjectUnknown',
    // A pipeline alone may be meant for an account in which the project exists.
    severity: names.length === 0 ? 'warning' : 'error',
    message: `The ${what} names the build project "${name}", which is not part of the definition`,
    path,
    remedy: didYouMean(name, names, 'Add the project to the definition.'),
    aws: 'On AWS the action fails when the account has no such project; here it cannot run.',
  };
}
