// Reads an appspec: with every finding for its author, or strictly as a host's agent does before each event.
import { entryOf, type Node } from '../../lib/node.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { parseYaml } from '../../lib/parse-yaml.ts';
import type { Problem } from '../../lib/problem.ts';
import type { Result } from '../../lib/result.ts';
import { startOf, type SourceFile } from '../../lib/source-file.ts';
import type { AppSpec, ComputePlatform, ServerAppSpec } from '../../model/deployment.ts';
import { AppSpecFindings } from './appspec-findings.ts';
import { entryIgnoringCase, readFunctionTree } from './appspec-functions.ts';
import { readServerTree, versionRefusal, type HostOs } from './appspec-server.ts';

export interface ReadAppSpec {
  /** Absent when there is an error. */
  readonly appSpec?: AppSpec;
  /** In the order of the file. */
  readonly problems: readonly Problem[];
}

/** Every finding about the file. The platform is that of its application; without one the content shows it. */
export function readAppSpec(
  file: SourceFile,
  options: { readonly platform?: ComputePlatform } = {},
): ReadAppSpec {
  const { root, problems: syntax } = file.path.endsWith('.json')
    ? parseJson(file)
    : parseYaml(file, { schema: 'yaml-1.1' });
  const findings = new AppSpecFindings();
  const platform = options.platform ?? (root === undefined ? 'Server' : appSpecPlatform(root));
  const appSpec = root === undefined ? undefined : readTree(root, platform, findings);
  checkStart(file, platform, findings);
  if (platform === 'Server') remarkFileName(file, findings);
  const problems = [...syntax, ...findings.all.map((finding) => finding.problem)].toSorted(
    (a, b) => (a.at?.start ?? 0) - (b.at?.start ?? 0),
  );
  const hasError = problems.some((each) => each.severity === 'error');
  return { problems, ...(appSpec === undefined || hasError ? {} : { appSpec }) };
}

/**
 * What the agent of a host with that system takes from the text, or the message with which it fails the event.
 * Event names that do not exist are no error here: the agent checks them only at Install.
 */
export function readServerAppSpec(text: string, hostOs: HostOs = 'linux'): Result<ServerAppSpec> {
  if (text.startsWith(byteOrderMark)) return { failed: versionRefusal('') };
  const { root, problems } = parseYaml({ path: 'appspec.yml', text }, { schema: 'yaml-1.1' });
  // The agent's parser lets a later key win without a word; everything else stops it.
  const broken = problems.find((each) => each.severity === 'error' && each.code !== 'DuplicateKey');
  if (root === undefined || broken !== undefined) {
    return {
      failed: `The application specification file cannot be read: ${broken?.message ?? 'it is empty'}.`,
    };
  }
  const findings = new AppSpecFindings();
  const appSpec = readServerTree(root, hostOs, findings);
  const refusal = findings.all.find((finding) => finding.agentError !== undefined)?.agentError;
  if (refusal !== undefined) return { failed: refusal };
  return appSpec ?? { failed: 'The application specification file holds no mapping.' };
}

const byteOrderMark = '\uFEFF';

/** The agent's parser takes a byte order mark for a part of the first key, so that there is no `version`. */
function checkStart(file: SourceFile, platform: ComputePlatform, findings: AppSpecFindings): void {
  if (!file.text.startsWith(byteOrderMark)) return;
  const found = {
    message: 'The file begins with a byte order mark (EF BB BF), which no editor shows',
    at: startOf(file),
    remedy: 'Save it as UTF-8 without BOM.',
  };
  if (platform === 'Server') findings.refuse(versionRefusal(''), { code: 'AppSpecVersionInvalid', ...found });
  else findings.remark({ code: 'AppSpecInvalid', severity: 'warning', ...found });
}

/** Lambda and ECS have `Resources`, whose type shows which; a file without is for servers. */
function appSpecPlatform(root: Node): ComputePlatform {
  const resources = entryIgnoringCase(root, 'Resources')?.value;
  const resource = resources?.kind === 'list' ? resources.items[0] : resources;
  const properties = resource?.kind === 'map' ? resource.entries[0]?.value : undefined;
  const type = properties === undefined ? undefined : entryIgnoringCase(properties, 'Type')?.value;
  const text = type?.kind === 'scalar' ? type.text : '';
  if (text.startsWith('AWS::ECS')) return 'ECS';
  return resources === undefined || entryOf(root, 'os') !== undefined ? 'Server' : 'Lambda';
}

function readTree(root: Node, platform: ComputePlatform, findings: AppSpecFindings): AppSpec | undefined {
  return platform === 'Server'
    ? readServerTree(root, undefined, findings)
    : readFunctionTree(root, platform, findings);
}

/** Hooks look only for `appspec.yml`; Install takes both names (CodeDeploy agent, hook_executor.rb and command_executor.rb). */
function remarkFileName(file: SourceFile, findings: AppSpecFindings): void {
  if (!file.path.endsWith('.yaml')) return;
  findings.remark({
    code: 'AppSpecFileName',
    severity: 'warning',
    message:
      'The file ends in .yaml, and the CodeDeploy agent looks for appspec.yml before every event but Install',
    at: startOf(file),
    aws: 'A revision with appspec.yaml alone fails at its first event with scripts.',
    remedy: 'Rename it to appspec.yml.',
  });
}
