// slipway secret rm: one secret or parameter, with all its versions.
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { kindOf, openStore, reportChange, type SecretOptions } from './secret-options.ts';

export function removeSecret(name: string, options: SecretOptions, terminal: Terminal): ExitStatus {
  using store = openStore(options, terminal);
  const kind = kindOf(options);
  if (!store.remove(kind, name)) {
    const names = store.list().filter((each) => each.kind === kind);
    throw new ProblemError([
      problem({
        code: 'CallInvalid',
        whose: 'call',
        message: `There is no ${kind} "${name}"`,
        remedy: didYouMean(
          name,
          names.map((each) => each.name),
          'See slipway secret list',
        ),
      }),
    ]);
  }
  reportChange(`✔ ${kind} ${name} is removed`, { kind, name, removed: true }, { options, terminal });
  return 0;
}
