// The invalidate command in an account of AWS: edges forget what they keep of some paths.
import { randomUUID } from 'node:crypto';
import { defined } from '../../lib/defined.ts';
import { didYouMean } from '../../lib/nearest.ts';
import type { AwsAccess } from '../../ship/aws/access.ts';
import { callCloudFront } from '../../ship/aws/call-signed.ts';
import type { CommonOptions, PlaceOptions } from '../command.ts';
import { checkPaths, type Invalidation } from '../request/invalidation.ts';
import { openShipping } from '../ship/open-shipping.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { refusedCall } from './open-operation.ts';

/** Ends when CloudFront has taken it: edges follow in a minute or two, and what serves them meanwhile is no failure. */
export async function invalidateOnAws(
  { distribution, paths }: Invalidation,
  options: CommonOptions & PlaceOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  checkPaths(paths);
  const { access, place } = await openShipping({ ...options, aws: true }, terminal);
  const id = await distributionId(access, distribution, `account ${place.account}`);
  const { Invalidation: made } = await callCloudFront(access, 'CreateInvalidation', {
    what: `an invalidation of ${id}`,
    input: {
      DistributionId: id,
      InvalidationBatch: {
        CallerReference: randomUUID(),
        Paths: { Quantity: paths.length, Items: [...paths] },
      },
    },
  });
  const { Id: invalidationId, Status: status } = made as Readonly<Record<'Id' | 'Status', string>>;
  terminal.write(
    options.json === true
      ? `${JSON.stringify({ distribution: id, paths, invalidationId, status })}\n`
      : `${id} forgets ${paths.join(', ')}: invalidation ${invalidationId}, ${status}\n`,
  );
  return 0;
}

/** @param named by its id, one of its own names, CloudFront's name of it, or its comment */
async function distributionId(access: AwsAccess, named: string, where: string): Promise<string> {
  const all = await distributionsOf(access);
  const found = all.filter((each) => namesOf(each).includes(named));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only.Id;
  if (only !== undefined)
    throw refusedCall(
      `${found.length} distributions are called "${named}"`,
      `Name one by its id: ${found.map(({ Id }) => Id).join(', ')}`,
    );
  const known = all.flatMap(namesOf);
  throw refusedCall(
    `No distribution of ${where} is called "${named}"`,
    known.length === 0 ? 'It has none' : didYouMean(named, known, `There are: ${known.join(', ')}`),
  );
}

/** What is looked at of CloudFront's DistributionSummary. */
interface Distribution {
  readonly Id: string;
  readonly DomainName?: string;
  readonly Comment?: string;
  readonly Aliases?: { readonly Items?: readonly string[] };
}

async function distributionsOf(access: AwsAccess, Marker?: string): Promise<readonly Distribution[]> {
  const { DistributionList } = await callCloudFront(access, 'ListDistributions', {
    what: 'the distributions',
    input: defined({ Marker }),
  });
  const { Items = [], NextMarker } = DistributionList as {
    readonly Items?: readonly Distribution[];
    readonly NextMarker?: string;
  };
  return NextMarker === undefined || NextMarker === ''
    ? Items
    : [...Items, ...(await distributionsOf(access, NextMarker))];
}

function namesOf({ Id, Aliases, DomainName = '', Comment = '' }: Distribution): readonly string[] {
  return [Id, ...(Aliases?.Items ?? []), DomainName, Comment].filter((name) => name !== '');
}
