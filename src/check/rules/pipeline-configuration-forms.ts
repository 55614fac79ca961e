// Configuration values that are more than a word: `Artifact::path`, names of artifacts, JSON inside a string.
import { didYouMean } from '../../lib/nearest.ts';
import type { ConfigurationKey } from '../../model/configuration-key.ts';
import { parameterOverridesBytes } from '../../model/limits.ts';
import { referencesIn, substitute } from '../../model/variables.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';

/** An action, or a rule that has the configuration of one. */
type Placed = Pick<PlacedAction, 'action' | 'path'>;

interface Entry {
  readonly name: string;
  readonly value: string;
  readonly key: ConfigurationKey;
}

export function formFindings(placed: Placed, entry: Entry): readonly Finding[] {
  if (entry.value === '') return [];
  switch (entry.key.form) {
    case 'artifact-path':
      return artifactPath(placed, entry);
    case 'artifact-name':
      return referencesIn(entry.value).length > 0 ? [] : artifactName(placed, entry, entry.value);
    case 'environment-variables':
      return environmentVariables(placed, entry);
    case 'json-object':
      return parameterOverrides(placed, entry);
    case 'json-list':
      return jsonOf(placed, entry, 'a JSON list').findings;
    case undefined:
      return [];
    default:
      return entry.key.form satisfies never;
  }
}

function artifactPath(placed: Placed, entry: Entry): readonly Finding[] {
  const match = /^([^:]+)::(.+)$/.exec(entry.value);
  if (match?.[1] !== undefined) return artifactName(placed, entry, match[1]);
  if (referencesIn(entry.value).length > 0) return [];
  return [
    finding(placed, entry, {
      message: `"${entry.name}" is "${entry.value}", and must have the form Artifact::path`,
      remedy: `Write the input artifact's name, two colons and the path in it: ${placed.action.inputArtifacts?.[0]?.name ?? 'Artifact'}::${entry.value.replace(/^[.:/]+/, '')}.`,
    }),
  ];
}

function artifactName(placed: Placed, entry: Entry, artifact: string): readonly Finding[] {
  const inputs = (placed.action.inputArtifacts ?? []).map((input) => input.name);
  if (inputs.includes(artifact)) return [];
  return [
    finding(placed, entry, {
      message: `"${entry.name}" names the artifact "${artifact}", which is not an input of the action "${placed.action.name}"`,
      remedy: didYouMean(
        artifact,
        inputs,
        `Add "${artifact}" to its inputArtifacts${inputs.length === 0 ? '' : `, or name one of ${inputs.join(', ')}`}.`,
      ),
    }),
  ];
}

function environmentVariables(placed: Placed, entry: Entry): readonly Finding[] {
  const { value, findings } = jsonOf(placed, entry, 'a JSON list');
  if (!Array.isArray(value)) return findings;
  const types = ['PLAINTEXT', 'PARAMETER_STORE', 'SECRETS_MANAGER'];
  const wrong = value.flatMap((item: unknown, index) => {
    const variable = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
    if (typeof variable['name'] !== 'string' || typeof variable['value'] !== 'string')
      return [`Item ${index + 1} of "${entry.name}" needs a "name" and a "value", both text`];
    const type = variable['type'] ?? 'PLAINTEXT';
    const known = typeof type === 'string' && types.includes(type);
    return known
      ? []
      : [`The type of "${variable['name']}" in "${entry.name}" must be one of ${types.join(', ')}`];
  });
  return wrong.map((message) =>
    finding(placed, entry, { message, remedy: 'Write [{"name":"KEY","value":"text","type":"PLAINTEXT"}].' }),
  );
}

function parameterOverrides(placed: Placed, entry: Entry): readonly Finding[] {
  const sizeBytes = new TextEncoder().encode(entry.value).length;
  const tooLong = finding(placed, entry, {
    message: `"${entry.name}" has ${sizeBytes} bytes, and may have ${parameterOverridesBytes}`,
    remedy: 'Put the parameters into a file and name it in TemplateConfiguration.',
  });
  return [
    ...jsonOf(placed, entry, 'a JSON object').findings,
    ...(sizeBytes > parameterOverridesBytes ? [tooLong] : []),
  ];
}

/** Variables are put in when the action runs; for the check a word stands in for them. */
function jsonOf(
  placed: Placed,
  entry: Entry,
  wanted: 'a JSON list' | 'a JSON object',
): { readonly value?: unknown; readonly findings: readonly Finding[] } {
  const text = substitute(entry.value, () => '0').text;
  const wrong = (reason: string) => ({
    findings: [
      finding(placed, entry, {
        message: `"${entry.name}" must be ${wanted} in a string${reason}`,
        remedy: `Write it as one string, quotes inside escaped.`,
      }),
    ],
  });
  try {
    const value: unknown = JSON.parse(text);
    const fits =
      wanted === 'a JSON list'
        ? Array.isArray(value)
        : typeof value === 'object' && value !== null && !Array.isArray(value);
    return fits ? { value, findings: [] } : wrong('');
  } catch (error) {
    return wrong(error instanceof SyntaxError ? `: ${error.message}` : '');
  }
}

function finding(
  { path }: Placed,
  { name }: Entry,
  said: { readonly message: string; readonly remedy: string },
): Finding {
  return {
    code: 'ConfigurationValueInvalid',
    ...said,
    path: [...path, 'configuration', name],
    aws: 'CreatePipeline answers InvalidActionDeclarationException, or the action fails when it runs.',
  };
}
