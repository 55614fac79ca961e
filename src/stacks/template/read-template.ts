// From the text of a template to its sections. What has not the form that CloudFormation takes is a problem with its place
// and CloudFormation's message; the reader collects all of them.
import { defined } from '../../lib/defined.ts';
import { entryOf, type MapEntry, type MapNode, type Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { isFailed } from '../../lib/result.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import { parseTemplate } from './parse-template.ts';
import { readParameter } from './read-parameter.ts';
import { readResource } from './read-resource.ts';
import { checkName, type Report } from './report.ts';
import { textOf, type OutputDeclaration, type Template } from './template.ts';

export interface ReadTemplate {
  /** Absent when the text is too broken to have sections. */
  readonly template?: Template;
  readonly problems: readonly Problem[];
  /** Keys that stand twice in a mapping: the last of each holds, and CloudFormation does not say so. */
  readonly doubles: readonly Problem[];
}

export function readTemplate(file: SourceFile): ReadTemplate {
  const doubles: Problem[] = [];
  const root = parseTemplate(file, doubles);
  if (isFailed(root)) return { problems: root.failed, doubles };
  const problems: Problem[] = [];
  const report: Report = (message, at, remedy) => {
    problems.push(problem({ code: 'TemplateInvalid', message, at, ...defined({ remedy }) }));
  };
  checkSections(root, report);
  refuseNulls(root, '', report);
  return { template: sectionsOf(file, root, report), problems, doubles };
}

const sections: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Hooks',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
  'Transform',
]);

function checkSections(root: MapNode, report: Report): void {
  const unknown = root.entries.filter(({ key }) => !sections.has(key));
  if (unknown[0] !== undefined)
    report(
      `Invalid template property or properties [${unknown.map(({ key }) => key).join(', ')}]`,
      unknown[0].keyPlace,
    );
  const version = entryOf(root, 'AWSTemplateFormatVersion');
  if (version !== undefined && textOf(version.value) !== '2010-09-09')
    report(
      'Template format error: unsupported value for AWSTemplateFormatVersion.',
      version.value.place,
      'Write 2010-09-09.',
    );
  const description = entryOf(root, 'Description');
  if (description !== undefined && textOf(description.value) === undefined)
    report('Template format error: Every Description member must be a string.', description.value.place);
  const hooks = entryOf(root, 'Hooks');
  if (hooks !== undefined) report('Slipway does not execute Hooks of a template', hooks.keyPlace);
}

function refuseNulls(node: Node, path: string, report: Report): void {
  if (node.kind === 'scalar') {
    if (node.value === null)
      report(`[${path}] 'null' values are not allowed in templates`, node.place, 'Leave the key out.');
    return;
  }
  if (node.kind === 'list')
    for (const [index, item] of node.items.entries()) refuseNulls(item, `${path}/${index}`, report);
  else for (const { key, value } of node.entries) refuseNulls(value, `${path}/${key}`, report);
}

function sectionsOf(file: SourceFile, root: MapNode, report: Report): Template {
  const entries = (section: string) => entriesOf(root, section, report);
  const named = <T>(section: string, read: (entry: MapEntry) => T | undefined) =>
    new Map(
      entries(section).flatMap((entry) => {
        const value = read(entry);
        return value === undefined ? [] : [[entry.key, value] as const];
      }),
    );
  const nodes = (section: string) => named(section, ({ value }) => value);
  const resources = named('Resources', (entry) => readResource(entry, report));
  if (entries('Resources').length === 0)
    report('Template format error: At least one Resources member must be defined.', root.place);
  if (resources.size > 500)
    report(
      `Template format error: Number of resources, ${resources.size}, is greater than maximum allowed, 500`,
      root.place,
    );
  return {
    file,
    root,
    ...defined({ description: textOf(entryOf(root, 'Description')?.value) }),
    transforms: transformsOf(entryOf(root, 'Transform')?.value, report),
    parameters: named('Parameters', (entry) => readParameter(entry, report)),
    mappings: nodes('Mappings'),
    conditions: nodes('Conditions'),
    rules: nodes('Rules'),
    resources,
    outputs: named('Outputs', (entry) => readOutput(entry, report)),
  };
}

function entriesOf(root: MapNode, section: string, report: Report): readonly MapEntry[] {
  const entry = entryOf(root, section);
  if (entry === undefined) return [];
  if (entry.value.kind === 'map') return entry.value.entries;
  report(`Template format error: Any ${section} member must be an object.`, entry.value.place);
  return [];
}

function transformsOf(node: Node | undefined, report: Report): readonly string[] {
  if (node === undefined) return [];
  const items = node.kind === 'list' ? node.items : [node];
  return items.flatMap((item) => {
    const name = textOf(item) ?? textOf(entryOf(item, 'Name')?.value);
    if (name === undefined) report('Key Name of transform definition must be a string.', item.place);
    return name ?? [];
  });
}

function readOutput({ key, keyPlace, value }: MapEntry, report: Report): OutputDeclaration | undefined {
  checkName('Output', { key, keyPlace }, report);
  if (value.kind !== 'map') {
    report('Template format error: Any Outputs member must be an object.', value.place);
    return undefined;
  }
  const given = entryOf(value, 'Value')?.value;
  if (given === undefined) {
    report('Template format error: Every Outputs member must contain a Value object', keyPlace);
    return undefined;
  }
  if (given.kind === 'list')
    report('The Value field of every Outputs member must evaluate to a String and not a List.', given.place);
  const exported = entryOf(value, 'Export')?.value;
  const exportName = entryOf(exported, 'Name')?.value;
  if (exported !== undefined && exportName === undefined)
    report(
      `Template format error: Output ${key} is malformed. The Name field of every Export member must be specified and consist only of alphanumeric characters, colons, or hyphens.`,
      exported.place,
    );
  return {
    name: key,
    place: keyPlace,
    value: given,
    ...defined({
      description: textOf(entryOf(value, 'Description')?.value),
      condition: textOf(entryOf(value, 'Condition')?.value),
      exportName,
    }),
  };
}
