// The variables that a build gives to the pipeline (CodeBuild user guide, env/exported-variables).
import type { Build } from './build.ts';
import { isSecret } from './build-environment.ts';
import type { Prepared } from './prepare-shell.ts';

/**
 * Their values after the last command, set by `export` or by plain assignment. Not exportable on AWS: names that begin
 * with AWS_, and secrets of the project. What holds any secret is withheld here, in every form that the log hides, because
 * output variables are recorded in the clear.
 */
export async function exportedVariables(
  build: Build,
  prepared: Prepared,
): Promise<Readonly<Record<string, string>>> {
  const names = prepared.buildspec.env.exportedVariables;
  if (names.length === 0) return {};
  const values = await prepared.session.read(names);
  const ofProject = [...(build.project.environment.environmentVariables ?? []), ...build.call.variables];
  const secretNames = new Set(ofProject.filter(isSecret).map(({ name }) => name));
  const { hide } = build.context.log;
  const holdsSecret = (value: string) =>
    hide(value) !== value || prepared.secrets.some((secret) => secret.value !== '' && secret.value === value);
  const refusal = (name: string, value: string): string | undefined => {
    if (name.startsWith('AWS_')) return 'names that begin with AWS_ cannot be exported';
    if (secretNames.has(name)) return 'secrets of the project cannot be exported';
    return holdsSecret(value)
      ? 'it holds a secret, and output variables are recorded in the clear'
      : undefined;
  };
  const exported: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const reason = refusal(name, value);
    if (reason === undefined) exported[name] = value;
    else build.context.report({ kind: 'Notice', message: `The variable ${name} is not exported: ${reason}` });
  }
  return exported;
}
