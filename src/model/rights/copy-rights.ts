// What the high-level commands of S3 need: `aws s3 cp`, `mv`, `sync`, `rm`, `ls`. Pure.
// Source: AWS CLI user guide, "Using high-level (s3) commands".
import { unknownResource, unknownText } from '../policy-pattern.ts';
import { bucketArn, type Where } from './arns.ts';
import type { CliCall } from './cli-calls.ts';
import { openRight, right, type Right } from './right.ts';

/** From where to where. */
export function copyRights(call: CliCall, where: Where): readonly Right[] {
  const [from = '', to = ''] = placesOf(call);
  const at = (place: string, name: string) => ofPlace(place, [`s3:${name}`], where);
  switch (call.operation) {
    case 'cp':
      return [...at(from, 'GetObject'), ...at(to, 'PutObject')];
    case 'mv':
      return [...at(from, 'GetObject'), ...at(from, 'DeleteObject'), ...at(to, 'PutObject')];
    case 'sync':
      return [
        ...at(from, 'GetObject'),
        ...at(to, 'PutObject'),
        ...[from, to].flatMap((place) => at(place, 'ListBucket')),
        ...(call.options.has('delete') ? at(to, 'DeleteObject') : []),
      ];
    case 'rm':
      return at(from, 'DeleteObject');
    case 'ls':
      return at(from, 'ListBucket');
    default:
      return [];
  }
}

/** A flag such as `--delete` takes no value: what follows it is a place again. */
function placesOf({ words, options }: CliCall): readonly string[] {
  const afterFlags = [...options].flatMap(([name, values]) => (flags.has(name) ? values : values.slice(1)));
  return [...words, ...afterFlags];
}

const flags = new Set([
  'delete',
  'dryrun',
  'exact-timestamps',
  'follow-symlinks',
  'no-follow-symlinks',
  'no-guess-mime-type',
  'no-progress',
  'only-show-errors',
  'quiet',
  'recursive',
  'size-only',
]);

/** Nothing for a place on the machine. */
function ofPlace(place: string, actions: readonly string[], where: Where): readonly Right[] {
  const [, bucket = ''] = /^s3:\/\/([^/]+)/.exec(place) ?? [];
  if (place === unknownResource || bucket === unknownText) return [openRight(...actions)];
  if (bucket === '') return place.includes('s3:') ? [openRight(...actions)] : [];
  const isBucket = actions.includes('s3:ListBucket');
  return [right(actions, isBucket ? bucketArn(where, bucket) : `${bucketArn(where, bucket)}/${unknownText}`)];
}
