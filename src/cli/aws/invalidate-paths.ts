// The invalidate command in an account of AWS: edges forget what they keep of some paths.
import type { CloudFrontClient, DistributionSummary } from '@aws-sdk/client-cloudfront';
import { randomUUID } from 'node:crypto';
import { didYouMean } from '../../lib/nearest.ts';
import { calling } from '../../ship/aws/access.ts';
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
  const { CloudFrontClient, CreateInvalidationCommand } = await import('@aws-sdk/client-cloudfront');
  const client = new CloudFrontClient(access.config);
  const id = await distributionId(client, distribution, `account ${place.account}`);
  const batch = {
    CallerReference: randomUUID(),
    Paths: { Quantity: paths.length, Items: [...paths] },
  };
  const { Invalidation: made } = await calling(`an invalidation of ${id}`, async () =>
    client.send(new CreateInvalidationCommand({ DistributionId: id, InvalidationBatch: batch })),
  );
  const { Id: invalidationId, Status: status } = made ?? {};
  terminal.write(
    options.json === true
      ? `${JSON.stringify({ distribution: id, paths, invalidationId, status })}\n`
      : `${id} forgets ${paths.join(', ')}: invalidation ${invalidationId}, ${status}\n`,
  );
  return 0;
}

/** @param named by its id, one of its own names, CloudFront's name of it, or its comment */
async function distributionId(client: CloudFrontClient, named: string, where: string): Promise<string> {
  const all = await distributionsOf(client);
  const found = all.filter((each) => namesOf(each).includes(named));
  const [only, ...others] = found;
  if (only?.Id !== undefined && others.length === 0) return only.Id;
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

async function distributionsOf(client: CloudFrontClient): Promise<readonly DistributionSummary[]> {
  const { paginateListDistributions } = await import('@aws-sdk/client-cloudfront');
  return await calling('the distributions', async () => {
    const found: DistributionSummary[] = [];
    for await (const { DistributionList } of paginateListDistributions({ client }, {}))
      found.push(...(DistributionList?.Items ?? []));
    return found;
  });
}

function namesOf({
  Id = '',
  Aliases,
  DomainName = '',
  Comment = '',
}: DistributionSummary): readonly string[] {
  return [Id, ...(Aliases?.Items ?? []), DomainName, Comment].filter((name) => name !== '');
}
