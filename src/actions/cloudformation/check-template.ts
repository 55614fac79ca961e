// What is wrong with the template of a stack action before it runs: what CloudFormation refuses without its parameters.
import type { Finding } from '../../lib/finding.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import { checkTemplate } from '../../stacks/template/check-template.ts';
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
  const { template, problems } = readTemplate(file);
  // A transform takes sections of its own, and makes resources that the others may refer to.
  if (template !== undefined && template.transforms.length > 0) return [];
  const more = template === undefined ? [] : checkTemplate(template, everything);
  const [, name = ''] = (placed.action.configuration?.['TemplatePath'] ?? '').split('::');
  return [...problems, ...more].map(({ message, at }): Finding => {
    const place = at === undefined ? '' : ` (${name}, ${positionText(file, at)})`;
    return {
      code: 'TemplateInvalid',
      severity: 'warning',
      message: `${message}${place}`,
      path: [...placed.path, 'configuration', 'TemplatePath'],
      aws: 'The action fails when the pipeline comes to it, unless the build writes another template.',
    };
  });
}
