// Pages of a list: a token names the last item of its page, so that what comes and goes in between moves nothing.

export interface PageRequest<T> {
  readonly keyOf: (item: T) => string;
  readonly size: number;
  readonly token: string | undefined;
  /** Thrown for a token that no page gave out. */
  readonly onWrongToken: () => Error;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** @param items in the order of their keys, which are unique */
export function pageOf<T>(
  items: readonly T[],
  { keyOf, size, token, onWrongToken }: PageRequest<T>,
): Page<T> {
  const after = token === undefined ? undefined : keyIn(token, onWrongToken);
  const left = after === undefined ? items : items.filter((item) => keyOf(item) > after);
  const page = left.slice(0, size);
  const last = page.at(-1);
  return { items: page, next: last === undefined || left.length <= size ? undefined : tokenOf(keyOf(last)) };
}

const mark = 'slipway ';
const tokenOf = (key: string) => Buffer.from(`${mark}${key}`, 'utf8').toString('base64url');

function keyIn(token: string, onWrongToken: () => Error): string {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (!text.startsWith(mark)) throw onWrongToken();
  return text.slice(mark.length);
}

/** The same for a list whose order is no order of keys: a token is the number of items before its page. */
export function pageInOrder<T>(items: readonly T[], request: Omit<PageRequest<T>, 'keyOf'>): Page<T> {
  const placed = items.map((item, place) => ({ item, key: String(place).padStart(9, '0') }));
  const page = pageOf(placed, { ...request, keyOf: ({ key }) => key });
  return { ...page, items: page.items.map(({ item }) => item) };
}
