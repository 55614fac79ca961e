// What people watch a shipped pipeline with: a dashboard, the budgets and the report groups of the files. Pure.
// Sources: CloudWatch API reference, "Dashboard body structure and syntax"; CloudFormation template reference,
// AWS::Budgets::Budget and AWS::CodeBuild::ReportGroup; CodeBuild user guide, "Monitoring CodeBuild with CloudWatch".
import type { TargetRequest } from '../../model/action-type.ts';
import {
  logicalId,
  type GraphResource,
  type PropertyValues,
  type Shipped,
} from '../../model/resource-graph.ts';
import { defined } from '../../lib/defined.ts';
import { watchesOther } from './operation.ts';
import { shippedShape } from '../../model/shipped-shape.ts';
import { withUsedParts } from './used-parts.ts';

export function watching(request: TargetRequest): Shipped {
  const { definition, writtenOf } = request;
  return {
    notes: [],
    resources: [
      dashboard(request),
      ...definition.budgets.map(({ name }, index) => budget(name, writtenOf(`budgets.${index}`) ?? {})),
      ...definition.reportGroups.map(({ name }, index) =>
        reportGroup(name, writtenOf(`reportGroups.${index}`) ?? {}),
      ),
    ],
  };
}

function dashboard({ definition, place }: TargetRequest): GraphResource {
  const { name } = definition.pipeline;
  const { partition, region, account } = place;
  const alarms = definition.alarms
    .filter((each) => watchesOther(each, definition) === undefined)
    .map(({ alarmName }) => `arn:${partition}:cloudwatch:${region}:${account}:alarm:${alarmName}`)
    .toSorted();
  const projects = withUsedParts(definition)
    .projects.map((project) => project.name)
    .toSorted();
  const widgets = [
    metricWidget({ title: 'Builds that failed', metric: 'FailedBuilds', stat: 'Sum' }, { projects, region }),
    metricWidget({ title: 'Seconds of a build', metric: 'Duration', stat: 'Average' }, { projects, region }),
    ...(alarms.length === 0 ? [] : [{ type: 'alarm', properties: { title: 'Alarms', alarms } }]),
  ];
  return {
    id: logicalId(name, 'Dashboard'),
    type: 'AWS::CloudWatch::Dashboard',
    name,
    why: 'The builds and the alarms of the pipeline on one page.',
    properties: {
      DashboardName: name.replaceAll(/[^A-Za-z0-9_-]/g, '-'),
      DashboardBody: JSON.stringify({
        widgets: widgets.map((widget, index) => ({
          x: (index % 2) * 12,
          y: Math.floor(index / 2) * 6,
          width: 12,
          height: 6,
          ...widget,
        })),
      }),
    },
  };
}

interface Measured {
  readonly title: string;
  readonly metric: string;
  readonly stat: 'Average' | 'Sum';
}

interface Shown {
  readonly projects: readonly string[];
  readonly region: string;
}

function metricWidget({ title, metric, stat }: Measured, { projects, region }: Shown): object {
  const metrics = projects.map((project) => ['AWS/CodeBuild', metric, 'ProjectName', project]);
  return { type: 'metric', properties: { title, region, stat, period: 300, view: 'timeSeries', metrics } };
}

function budget(name: string, written: PropertyValues): GraphResource {
  const { Budget = {}, NotificationsWithSubscribers } = written;
  const { BudgetLimit, ...rest } = Budget as PropertyValues;
  const limit = BudgetLimit as PropertyValues | undefined;
  return {
    id: logicalId(name, 'Budget'),
    type: 'AWS::Budgets::Budget',
    name,
    why: 'How much a month may cost.',
    properties: {
      Budget: {
        ...rest,
        ...(limit === undefined ? {} : { BudgetLimit: { ...limit, Amount: Number(limit['Amount']) } }),
      },
      ...defined({ NotificationsWithSubscribers }),
    },
  };
}

function reportGroup(name: string, written: PropertyValues): GraphResource {
  return {
    id: logicalId(name, 'ReportGroup'),
    type: 'AWS::CodeBuild::ReportGroup',
    name,
    why: 'The reports of builds, over time.',
    properties: shippedShape(written),
  };
}
