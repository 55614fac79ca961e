// Which account and region the user of a state folder works in: those of its first pipeline.
import { exampleAccount, type AwsPlace } from '../model/place.ts';
import type { Account } from './account.ts';

/** @param region for a state folder without a pipeline */
export function placeOfAccount(account: Pick<Account, 'list'>, region = 'us-east-1'): AwsPlace {
  const resources = account.list();
  const first = resources.find(({ type }) => type === 'AWS::CodePipeline::Pipeline') ?? resources[0];
  const partition = first?.arn?.split(':')[1] ?? 'aws';
  return {
    partition,
    account: first?.account ?? exampleAccount,
    region: first === undefined || first.region === '' ? region : first.region,
  };
}
