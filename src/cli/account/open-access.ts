// The endpoint of a state folder, started when it does not run, and how the user calls it.
import { join } from 'node:path';
import { openAccount } from '../../account/open-account.ts';
import { placeOfAccount } from '../../account/place-of-account.ts';
import { localUser } from '../../account/principals.ts';
import { openSessions } from '../../account/sessions.ts';
import { endpointVariables, misleadingVariables } from '../../model/aws-environment.ts';
import { openSecrets } from '../../state/open-state.ts';
import { openEndpoint } from '../../targets/endpoint/open-endpoint.ts';
import type { CommonOptions } from '../command.ts';
import { statePath } from '../state-path.ts';
import type { Terminal } from '../terminal.ts';

export interface Access {
  /** To be set, after `unset` was unset. */
  readonly variables: Readonly<Record<string, string>>;
  readonly unset: readonly string[];
  readonly url: string;
}

/**
 * Also before anything was run: what the API makes is there then.
 * @param folder of a definition, where the command has one
 */
export async function openAccess(
  options: CommonOptions,
  terminal: Terminal,
  folder?: string,
): Promise<Access> {
  const stateFolder = statePath(options, terminal, folder);
  // Makes the folder.
  openSecrets(stateFolder)[Symbol.dispose]();
  using account = openAccount(stateFolder);
  using sessions = openSessions(stateFolder);
  const { env } = terminal;
  const place = placeOfAccount(account, env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION']);
  const keys = sessions.keysOf(localUser(place));
  const targetsFolder = join(stateFolder, 'targets');
  const { url } = await openEndpoint({ targetsFolder, signal: AbortSignal.timeout(30_000) });
  const variables = endpointVariables({ url, region: place.region, ...keys });
  return { variables, unset: misleadingVariables(env), url };
}
