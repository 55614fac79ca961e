// The profiles of AWS's tools on this machine. Of one that is not there the SDK says that the Region or credentials are missing.
// Source: AWS SDKs and Tools reference guide, "Shared config and credentials files".
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';

/** Throws a ProblemError for one that no file has. */
export function checkProfile(name: string): void {
  const { env } = process;
  const config = env['AWS_CONFIG_FILE'] ?? join(homedir(), '.aws', 'config');
  const credentials = env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(homedir(), '.aws', 'credentials');
  const names = [
    ...sectionsIn(config).map((section) => section.replace(/^profile\s+/, '')),
    ...sectionsIn(credentials),
  ];
  if (names.includes(name)) return;
  const known = [...new Set(names)].filter((each) => !each.includes(' '));
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `There is no profile "${name}" in ${config} and ${credentials}`,
      remedy: didYouMean(
        name,
        known,
        known.length === 0
          ? `Make it with aws configure --profile ${name}`
          : `The profiles are ${known.join(', ')}`,
      ),
    }),
  ]);
}

function sectionsIn(file: string): readonly string[] {
  try {
    return [...readFileSync(file, 'utf8').matchAll(/^\s*\[\s*([^\]]+?)\s*\]/gm)].map(([, name = '']) => name);
  } catch {
    // No file, no profiles.
    return [];
  }
}
