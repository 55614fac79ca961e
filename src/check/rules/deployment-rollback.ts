// Automatic rollback and the events that start it. Source: CodeDeploy API reference, "AutoRollbackConfiguration".
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const deploymentRollback: Rule = ({ deploymentGroups }) =>
  deploymentGroups.flatMap((group, index): readonly Finding[] => {
    const rollback = group.autoRollbackConfiguration;
    const events = rollback?.events ?? [];
    const path = ['deploymentGroups', index, 'autoRollbackConfiguration'];
    if (rollback?.enabled !== true) return [];
    if (events.length === 0) {
      return [
        {
          code: 'RollbackInvalid',
          message: 'Automatic rollback is enabled, but no event starts it',
          path,
          remedy: 'Add "events", such as ["DEPLOYMENT_FAILURE"].',
          aws: 'CreateDeploymentGroup answers InvalidAutoRollbackConfigException.',
        },
      ];
    }
    const alarm = events.indexOf('DEPLOYMENT_STOP_ON_ALARM');
    const { enabled = false, alarms = [] } = group.alarmConfiguration ?? {};
    if (alarm === -1 || (enabled && alarms.length > 0)) return [];
    return [
      {
        code: 'RollbackInvalid',
        severity: 'warning',
        message: 'DEPLOYMENT_STOP_ON_ALARM never happens, because the deployment group watches no alarm',
        path: [...path, 'events', alarm],
        remedy: 'Enable "alarmConfiguration" with at least one alarm, or remove the event.',
        aws: 'CodeDeploy takes it and never rolls back for it.',
      },
    ];
  });
