// Alarms whose state cannot be determined here.
import type { Rule } from './rule.ts';

export const alarms: Rule = (definition) =>
  definition.alarms.flatMap(({ alarmName, notEvaluated }, index) =>
    notEvaluated === undefined
      ? []
      : [
          {
            code: 'NotExecutedHere',
            severity: 'warning',
            message: `The alarm "${alarmName}" is not evaluated here: ${notEvaluated}`,
            path: ['alarms', index, 'AlarmName'],
            remedy: 'A rule or a deployment that watches it fails, or says that it does not watch it.',
          },
        ],
  );
