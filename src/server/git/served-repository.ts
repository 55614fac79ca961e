// How git treats a repository that it serves: by our settings alone. Neither the repository's own configuration nor the
// user's has a say in what is taken and what is run.

const maxPushBytes = 2_000_000_000;

/** Given in git's environment, these win over every file (git-config(1), "GIT_CONFIG_COUNT"). */
const settings: readonly (readonly [string, string])[] = [
  // The repositories are the server's, whichever user runs it.
  ['safe.directory', '*'],
  ['http.receivepack', 'true'],
  ['receive.maxInputSize', String(maxPushBytes)],
  ['receive.fsckObjects', 'true'],
  // Branches and tags alone: refs/replace, notes and the like are neither taken nor shown.
  ['transfer.hideRefs', 'refs'],
  ['transfer.hideRefs', '!refs/heads'],
  ['transfer.hideRefs', '!refs/tags'],
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.alternateRefsCommand', 'true'],
];

export function servedRepositoryEnvironment(): Readonly<Record<string, string>> {
  const pairs = settings.flatMap(([name, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, name],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return {
    ...(Object.fromEntries(pairs) as Readonly<Record<string, string>>),
    GIT_CONFIG_COUNT: String(settings.length),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null/none',
    LC_ALL: 'C',
  };
}
