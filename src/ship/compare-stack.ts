// What a stack has otherwise than the definition says: by its template, and by what CloudFormation has found in its resources.
// The pipeline itself, its projects and its deployment groups are compared by compare.ts, as their services have them. Pure.
import { defined } from '../lib/defined.ts';
import { isRecord } from '../lib/is-record.ts';
import type { Drift } from './aws/drift.ts';
import type { PartDifference } from './compare.ts';
import { differencesOf, type FieldChange } from './difference.ts';
import { propertiesOf, type TemplateResources } from './template-resources.ts';

interface StackHas {
  /** As the stack was shipped. */
  readonly template: TemplateResources;
  readonly drifted: readonly Drift[];
}

/** As their services have them, or by what is in them. */
export const comparedElsewhere: ReadonlySet<string> = new Set([
  'AWS::CloudFormation::Stack',
  'AWS::CodeBuild::Project',
  'AWS::CodeDeploy::Application',
  'AWS::CodeDeploy::DeploymentGroup',
  'AWS::CodePipeline::Pipeline',
]);

/** Of resources that only the stack has nothing is said. */
export function compareStack(wanted: TemplateResources, has: StackHas): readonly PartDifference[] {
  const driftOf = new Map(has.drifted.map((each) => [each.logicalId, each]));
  return Object.entries(wanted).flatMap(([logicalId, resource]): readonly PartDifference[] => {
    const type = typeOf(resource);
    if (comparedElsewhere.has(type)) return [];
    const part = `${type} ${logicalId}`;
    const shipped = has.template[logicalId];
    const drift = driftOf.get(logicalId);
    if (shipped === undefined || (drift !== undefined && drift.fields === undefined)) return [{ part }];
    const fields = together(
      differencesOf(propertiesOf(shipped), propertiesOf(resource)),
      drift?.fields ?? [],
    );
    return fields.length === 0 ? [] : [{ part, fields }];
  });
}

/** Where both are about one field: from what is there to what is wanted now. */
function together(changed: readonly FieldChange[], drifted: readonly FieldChange[]): readonly FieldChange[] {
  const actual = new Map(drifted.map((each) => [each.path, each]));
  const paths = new Set(changed.map(({ path }) => path));
  return [
    ...changed.map(({ path, before, after }) => {
      const there = actual.get(path);
      return { path, ...defined({ before: there === undefined ? before : there.before, after }) };
    }),
    ...drifted.filter(({ path }) => !paths.has(path)),
  ];
}

export function typeOf(resource: unknown): string {
  return isRecord(resource) ? String(resource['Type']) : '';
}
