// Where a person was before signing in. Pure.

/** A page of this server; undefined for the address of another, however it is written, and for what leads back to signing in. */
export function ownPage(to: unknown): string | undefined {
  if (typeof to !== 'string' || !to.startsWith('/')) return undefined;
  const here = 'http://here.invalid';
  const url = URL.canParse(to, here) ? new URL(to, here) : undefined;
  if (url?.origin !== here || url.pathname.startsWith('//')) return undefined;
  return /^\/sign-in\/?$/.test(url.pathname) || to === '/'
    ? undefined
    : `${url.pathname}${url.search}${url.hash}`;
}
