// Shapes of what a month costs at AWS.
import { z } from '@hono/zod-openapi';
import type { BudgetState } from '../../../model/budget.ts';
import type { CostLine } from '../../../model/cost-line.ts';
import type { Allowance } from '../../../model/free-tier.ts';
import type { MonthReport } from '../../../runtime/estimate-month.ts';
import { described, text } from './described.ts';

const amount = z.number();
const usd = amount.openapi({ description: 'US dollars' });

const line = described<CostLine>()(
  'CostLine',
  z.object({
    service: text,
    what: text,
    quantity: amount.optional(),
    unit: text,
    free: amount.openapi({ description: 'Of the quantity' }),
    price: amount.optional(),
    usd: usd.optional(),
    from: text.openapi({ description: 'Where the quantity comes from, or what is missing' }),
  }),
);

const allowance = described<Allowance>()(
  'Allowance',
  z.object({
    service: text,
    what: text,
    unit: text,
    free: amount.openapi({ description: 'Each month' }),
    estimated: amount.optional(),
    percent: amount.optional(),
  }),
);

const budget = described<BudgetState>()(
  'BudgetState',
  z.object({ name: text, isExceeded: z.boolean(), reason: text }),
);

export const monthReport = described<MonthReport>()(
  'MonthReport',
  z.object({
    lines: z.array(line),
    totalUsd: usd,
    actualUsd: usd.openapi({ description: 'Since the month began' }),
    isComplete: z.boolean(),
    asOf: text,
    region: text,
    allowances: z.array(allowance),
    budgets: z.array(budget),
  }),
);
