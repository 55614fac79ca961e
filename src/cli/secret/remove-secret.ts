// slipway secret rm: one secret or parameter, with all its versions.
import { nearest } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { kindOf, openStore, reportChange, type SecretOptions } from './secret-options.ts';

export function removeSecret(name: string, options: SecretOptions, terminal: Terminal): ExitStatus {
  using store = openStore(options, terminal);
  const kind = kindOf(options);
  if (!store.remove(kind, name)) {
    const names = store.list().filter((each) => each.kind === kind);
    const meant = nearest(
      name,
      names.map((each) => each.name),
    );
    throw new ProblemError([
      problem({
        code: 'CallInvalid',
        whose: 'call',
        message: `There is no ${kind} "${name}"`,
        remedy: meant === undefined ? 'See slipway secret list' : `Did you mean ${meant}?`,
      }),
    ]);
  }
  reportChange(`✔ ${kind} ${name} is removed`, { kind, name, removed: true }, { options, terminal });
  return 0;
}
