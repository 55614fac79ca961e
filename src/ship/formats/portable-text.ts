// Texts that name the definition's own account, Region and partition, taken apart: an output puts in their place the ones
// it is applied in. Pure.
import type { AwsPlace } from '../../model/place.ts';

/** A piece of a text: literal, or what stands for the place. */
export type TextPart = { readonly text: string } | { readonly place: keyof AwsPlace };

/** One part with all of it where the text names no place. */
export function partsOf(text: string, place: AwsPlace): readonly TextPart[] {
  if (text === place.account) return [{ place: 'account' }];
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(placesIn(place))) {
    const { index } = match;
    if (index > from) parts.push({ text: text.slice(from, index) });
    parts.push(...placeParts(match[0], place));
    from = index + match[0].length;
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from) });
  return joined(parts);
}

/**
 * The beginnings of ARNs, hosts of the account's registry of images and of its bucket of templates, and the region of a widget
 * in the JSON of a dashboard.
 */
function placesIn({ partition, account, region }: AwsPlace): RegExp {
  return new RegExp(
    `\\barn:${partition}:[a-z0-9-]+:[^:\\s]*:[^:\\s]*:|\\b${account}\\.dkr\\.ecr\\.${region}\\.amazonaws\\.com|"region":"${region}"|\\bslipway-${account}-${region}\\.s3\\.${region}\\.`,
    'g',
  );
}

function placeParts(found: string, place: AwsPlace): readonly TextPart[] {
  if (found.startsWith('arn:')) return arnParts(found, place);
  if (found.startsWith('slipway-')) return templateBucketParts;
  return found.startsWith('"') ? [{ text: '"region":"' }, { place: 'region' }, { text: '"' }] : imageParts;
}

function arnParts(beginning: string, place: AwsPlace): readonly TextPart[] {
  const [, , service = '', region = '', account = ''] = beginning.split(':');
  const isOwn = account === place.account;
  const isHere = region === place.region && (isOwn || account === '');
  return [
    { text: 'arn:' },
    { place: 'partition' },
    { text: `:${service}:` },
    isHere ? { place: 'region' } : { text: region },
    { text: ':' },
    isOwn ? { place: 'account' } : { text: account },
    { text: ':' },
  ];
}

const templateBucketParts: readonly TextPart[] = [
  { text: 'slipway-' },
  { place: 'account' },
  { text: '-' },
  { place: 'region' },
  { text: '.s3.' },
  { place: 'region' },
  { text: '.' },
];

const imageParts: readonly TextPart[] = [
  { place: 'account' },
  { text: '.dkr.ecr.' },
  { place: 'region' },
  { text: '.amazonaws.com' },
];

function joined(parts: readonly TextPart[]): readonly TextPart[] {
  const found: TextPart[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (last !== undefined && 'text' in last && 'text' in part)
      found[found.length - 1] = { text: last.text + part.text };
    else if (!('text' in part) || part.text !== '') found.push(part);
  }
  return found;
}
