// The rule DeploymentWindow: the time of day decides (CodePipeline user guide, "DeploymentWindow rule").
import type { Finding } from '../../lib/finding.ts';
import { nameOfTimeZone } from '../../lib/time-zone.ts';
import { O, R } from '../../model/configuration-key.ts';
import type { PlacedRule } from '../../model/pipeline-texts.ts';
import { parseQuartzCron } from '../../model/quartz-cron.ts';
import { referencesIn } from '../../model/variables.ts';
import type { RuleProvider } from '../rule-provider.ts';

export const deploymentWindowRule: RuleProvider = {
  provider: 'DeploymentWindow',
  configuration: { Cron: R, TimeZone: O },
  check: (placed) => [...wrongWindow(placed), ...wrongTimeZone(placed)],
  loadEvaluation: async () => (await import('./evaluate-window.ts')).evaluateWindow,
  rights: () => ({ rights: [] }),
};

function wrongWindow({ rule, path }: PlacedRule): readonly Finding[] {
  const cron = rule.configuration?.['Cron'] ?? '';
  if (cron === '' || referencesIn(cron).length > 0) return [];
  const parsed = parseQuartzCron(cron);
  if (typeof parsed === 'function') return [];
  return [
    {
      code: 'ConfigurationValueInvalid',
      message: parsed.failed,
      path: [...path, 'configuration', 'Cron'],
      remedy:
        'Write seconds, minutes, hours, day of month, month and day of week, for example "* * 9-17 ? * MON-FRI".',
      aws: 'CreatePipeline answers ValidationException.',
    },
  ];
}

function wrongTimeZone({ rule, path }: PlacedRule): readonly Finding[] {
  const zone = rule.configuration?.['TimeZone'] ?? 'UTC';
  if (referencesIn(zone).length > 0 || nameOfTimeZone(zone) !== undefined) return [];
  return [
    {
      code: 'ConfigurationValueInvalid',
      message: `"TimeZone" is "${zone}", which is no time zone`,
      path: [...path, 'configuration', 'TimeZone'],
      remedy: 'Write a name such as Europe/Berlin, UTC, or UTC+05:30.',
      aws: 'CreatePipeline answers ValidationException.',
    },
  ];
}
