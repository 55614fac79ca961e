// A git URL without the credentials in it. They travel in git's environment: an argument is seen by every user of the
// machine, and a URL ends up in logs.

export interface RemoteAddress {
  readonly url: string;
  /** To be hidden wherever git's words are shown. */
  readonly secrets: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export function withoutCredentials(given: string): RemoteAddress {
  const parsed = URL.canParse(given) ? new URL(given) : undefined;
  // The user of an ssh URL is no secret, and git needs it there.
  const isHttp = parsed?.protocol === 'https:' || parsed?.protocol === 'http:';
  if (parsed === undefined || !isHttp || (parsed.username === '' && parsed.password === ''))
    return { url: given, secrets: [], environment: {} };
  const user = decodeURIComponent(parsed.username);
  const password = decodeURIComponent(parsed.password);
  const basic = Buffer.from(`${user}:${password}`).toString('base64');
  const secrets = [basic, password, parsed.password, ...(password === '' ? [user] : [])];
  parsed.username = '';
  parsed.password = '';
  return {
    url: parsed.href,
    secrets: [...new Set(secrets.filter((secret) => secret !== ''))],
    environment: {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `http.${parsed.origin}/.extraHeader`,
      GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
    },
  };
}
