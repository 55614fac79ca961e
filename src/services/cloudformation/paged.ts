// A page of what CloudFormation lists, a hundred at a time.
import { pageInOrder } from '../page.ts';
import { invalid } from './errors.ts';

export function paged<T>(items: readonly T[], token: string | undefined) {
  const page = pageInOrder(items, {
    size: 100,
    token,
    onWrongToken: () => invalid('The specified token is not valid.'),
  });
  return { items: page.items, nextToken: page.next };
}
