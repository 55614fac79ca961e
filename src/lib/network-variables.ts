// How this machine reaches the network, and whom it trusts there. Files and addresses: none of them is a secret of a user's.

/** As curl, git, pip, Node.js, Python and the AWS CLI read them. */
export const networkVariables: readonly string[] = [
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [name, name.toLowerCase()]),
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'PIP_CERT',
  'GIT_SSL_CAINFO',
  'AWS_CA_BUNDLE',
];

/** Those that a process has, for one that it starts and that outlives it. */
export function networkEnvironment(process: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(
    networkVariables.flatMap((name) => {
      const value = process[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
