// The appspec of an unpacked revision, read anew for every event as the agent does it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../lib/nearest.ts';
import { isFailed } from '../../lib/result.ts';
import { readServerAppSpec } from '../../load/appspec/appspec.ts';
import {
  allowTrafficEvents,
  blockTrafficEvents,
  installEvents,
  type ServerAppSpec,
} from '../../model/deployment.ts';
import { EventFailure } from './event-failure.ts';

/** Throws an EventFailure with the agent's message when the file is missing or wrong. */
export function readAppSpec(archive: string, name: string): ServerAppSpec {
  const path = join(archive, name);
  if (!existsSync(path)) throw missing(archive, name);
  const read = readServerAppSpec(
    readFileSync(path, 'utf8'),
    process.platform === 'win32' ? 'windows' : 'linux',
  );
  if (isFailed(read)) throw new EventFailure(read.failed);
  return read;
}

function missing(archive: string, name: string): EventFailure {
  const path = join(archive, name);
  const hasOtherName = existsSync(join(archive, 'appspec.yaml'));
  return new EventFailure(
    `The CodeDeploy agent did not find an AppSpec file within the unpacked revision directory at revision-relative path "${name}". The revision was unpacked to directory "${archive}", and the AppSpec file was expected but not found at path "${path}". Consult the AWS CodeDeploy Appspec documentation for more information at http://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file.html`,
    {
      explanation: hasOtherName
        ? 'The revision has appspec.yaml, which only Install looks for. Rename it to appspec.yml.'
        : 'appspec.yml must lie at the root of the artifact: check "files" and "base-directory" in the artifacts section of buildspec.yml.',
    },
  );
}

const possibleEvents: readonly string[] = [
  'Start',
  ...blockTrafficEvents,
  ...installEvents,
  ...allowTrafficEvents,
  'End',
];

/** Only Install checks the names of events, so a misspelt one fails late. */
export function checkEventNames(appSpec: ServerAppSpec, name: string): void {
  const unknown = Object.keys(appSpec.hooks).filter((event) => !possibleEvents.includes(event));
  if (unknown.length === 0) return;
  const meant = unknown.map((event) => nearest(event, possibleEvents)).find((event) => event !== undefined);
  throw new EventFailure(
    `${name} file contains unknown lifecycle events: [${unknown.map((event) => JSON.stringify(event)).join(', ')}]`,
    {
      explanation: `The hooks of an appspec for servers are ${possibleEvents.join(', ')}.${meant === undefined ? '' : ` Did you mean ${meant}?`} AWS's agent, too, looks at the names only at Install.`,
    },
  );
}
