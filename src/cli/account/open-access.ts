// The endpoint of a state folder, started when it does not run, and how the user calls it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { accountFile } from '../../account/account-file.ts';
import { listResources } from '../../account/listed-resources.ts';
import { openAccount, openAccountForReading } from '../../account/open-account.ts';
import { placeOfAccount, placesOfAccount, regionOfTools } from '../../account/place-of-account.ts';
import { localUser } from '../../account/principals.ts';
import { openSessions } from '../../account/sessions.ts';
import { defined } from '../../lib/defined.ts';
import { endpointVariables, misleadingVariables } from '../../model/aws-environment.ts';
import type { AwsPlace } from '../../model/place.ts';
import { openSecrets } from '../../state/open-state.ts';
import { openEndpoint, startLimit } from '../../targets/endpoint/open-endpoint.ts';
import type { CommonOptions } from '../command.ts';
import { statePath } from '../state-path.ts';
import type { Terminal } from '../terminal.ts';

export interface Access {
  /** To be set, after `unset` was unset. */
  readonly variables: Readonly<Record<string, string>>;
  readonly unset: readonly string[];
  readonly url: string;
}

export interface AccessFrom {
  /** Of a definition, where the command has one. */
  readonly folder?: string;
  /** What the caller says of the place; the rest is that of the first pipeline. */
  readonly place?: Partial<AwsPlace>;
}

/** Also before anything was run: what the API makes is there then. */
export async function openAccess(
  options: CommonOptions,
  terminal: Terminal,
  from: AccessFrom = {},
): Promise<Access> {
  const [access] = await openAccesses(options, terminal, from);
  return access;
}

/** For a tool of the user: in the region in which it finds what is here. */
export async function openAccessOfTools(options: CommonOptions, terminal: Terminal): Promise<Access> {
  const stateFolder = statePath(options, terminal);
  const named = regionNamed(terminal);
  const region = existsSync(join(stateFolder, accountFile))
    ? regionOfTools(listResources(stateFolder), placeIn(stateFolder, named), named)
    : named;
  return await openAccess(options, terminal, { place: defined({ region }) });
}

function regionNamed({ env }: Terminal): string | undefined {
  return env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
}

function placeIn(stateFolder: string, region: string | undefined): AwsPlace {
  using account = openAccountForReading(stateFolder);
  return placeOfAccount(account, region);
}

/** The same once for each account and region that has something; one where the caller says the region. */
export async function openAccesses(
  options: CommonOptions,
  terminal: Terminal,
  { folder, place = {} }: AccessFrom = {},
): Promise<readonly [Access, ...Access[]]> {
  const stateFolder = statePath(options, terminal, folder);
  // Makes the folder.
  openSecrets(stateFolder)[Symbol.dispose]();
  using account = openAccount(stateFolder);
  using sessions = openSessions(stateFolder);
  const { env } = terminal;
  const [first, ...others] = placesOfAccount(account, regionNamed(terminal));
  const targetsFolder = join(stateFolder, 'targets');
  const { url } = await openEndpoint({ targetsFolder, signal: startLimit() });
  const accessIn = (known: AwsPlace): Access => {
    const at = { ...known, ...place };
    const keys = sessions.keysOf(localUser(at));
    const variables = endpointVariables({ url, region: at.region, ...keys });
    return { variables, unset: misleadingVariables(env), url };
  };
  return [accessIn(first), ...(place.region === undefined ? others.map(accessIn) : [])];
}
