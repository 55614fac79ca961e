// What is wrong with the template of a stack action before it runs: what CloudFormation refuses without its parameters.
import type { Finding } from '../../lib/finding.ts';
import type { Problem } from '../../lib/problem.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import { checkTemplate } from '../../stacks/template/check-template.ts';
import { checkValues } from '../../stacks/template/check-values.ts';
import { positionText } from '../../stacks/template/parse-template.ts';
import { readTemplate } from '../../stacks/template/read-template.ts';
import type { Nearby } from '../provider.ts';
import { templateFile } from './billed-resources.ts';
import { checkCapacity } from './database-capacity.ts';

/** What this machine executes of it is said when the stack is made. */
const everything = { isExecuted: () => true, transforms: new Set<string>() };

export async function checkStackFiles(placed: PlacedAction, nearby: Nearby): Promise<readonly Finding[]> {
  return [...(await checkTemplateFile(placed, nearby)), ...(await checkCapacity(placed, nearby))];
}

async function checkTemplateFile(placed: PlacedAction, nearby: Nearby): Promise<readonly Finding[]> {
  const file = await templateFile(placed, nearby);
  if (file === undefined) return [];
  const { template, problems, doubles } = readTemplate(file);
  const [, name = ''] = (placed.action.configuration?.['TemplatePath'] ?? '').split('::');
  const findingOf =
    (code: Finding['code'], aws: string) =>
    ({ message, at }: Problem): Finding => {
      const place = at === undefined ? '' : ` (${name}, ${positionText(file, at)})`;
      const path = [...placed.path, 'configuration', 'TemplatePath'];
      return { code, severity: 'warning', message: `${message}${place}`, path, aws };
    };
  const twice = doubles.map(
    findingOf('DuplicateKey', 'CloudFormation takes the last of the two, and does not say so.'),
  );
  // A transform takes sections of its own, and makes resources that the others may refer to.
  if (template !== undefined && template.transforms.length > 0) return twice;
  const more =
    template === undefined ? [] : [...checkTemplate(template, everything), ...checkValues(template)];
  const aws = 'The action fails when the pipeline comes to it, unless the build writes another template.';
  return [...twice, ...[...problems, ...more].map(findingOf('TemplateInvalid', aws))];
}
