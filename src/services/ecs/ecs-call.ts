// What the operations of ECS have in common: names out of ARNs, pages, tags.
import type { EcsApi } from '../../aws/operations/ecs.ts';
import { formatArn, parseArn } from '../../model/arn.ts';
import type { Resource } from '../../account/resource.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';

export type Op<N extends keyof EcsApi['operations']> = Operation<EcsApi, N>;
export type Shapes = EcsApi['shapes'];

/** The last part of an ARN, or the name itself. */
export function nameIn(nameOrArn: string): string {
  return parseArn(nameOrArn)?.resource.split('/').at(-1) ?? nameOrArn;
}

export function ecsArn({ place }: Pick<ServiceCall, 'place'>, resource: string): string {
  return formatArn({ ...place, service: 'ecs', resource });
}

export function invalid(message: string): Error {
  return refuse<EcsApi>('InvalidParameterException', message);
}

interface PageOfArns {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** @param arns in any order. @param size of a page that says none */
export function arnPage(arns: readonly string[], { maxResults, nextToken }: PageOfArns, size: number) {
  return pageOf(arns.toSorted(), {
    keyOf: (arn) => arn,
    size: maxResults ?? size,
    token: nextToken,
    onWrongToken: () => invalid('Invalid token.'),
  });
}

export function tagsFrom(tags: readonly Shapes['Tag'][] = []): Resource['tags'] {
  return Object.fromEntries(tags.map(({ key = '', value = '' }) => [key, value]));
}

export function tagsOutput(tags: Resource['tags']): readonly Shapes['Tag'][] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
