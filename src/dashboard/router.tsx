// Every view has its own address.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { reloadOutdated } from './data/own-program.ts';
import { executionFilter } from './parts/execution-filter.ts';
import { executionSearch } from './parts/execution-tabs.ts';
import { pipelineStates, type HomeSearch, type PipelineState } from './parts/pipeline-states.ts';
import { ownPage } from './parts/own-page.ts';
import { Frame, Missing } from './parts/frame.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: Missing });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: ({ state, q, group }: Readonly<Record<string, unknown>>): HomeSearch => ({
    ...(pipelineStates.some((each) => each === state) ? { state: state as PipelineState } : {}),
    ...(typeof q === 'string' || typeof q === 'number' ? { q: String(q) } : {}),
    ...(group === 1 ? { group: 1 as const } : {}),
  }),
  component: lazyRouteComponent(async () => import('./views/home.tsx'), 'Home'),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ to }: Readonly<Record<string, unknown>>): { readonly to?: string } => {
    const page = ownPage(to);
    return page === undefined ? {} : { to: page };
  },
  component: lazyRouteComponent(async () => import('./views/sign-in.tsx'), 'SignIn'),
});
const pipeline = createRoute({
  getParentRoute: () => root,
  path: '/pipelines/$pipelineName',
  validateSearch: executionFilter,
  component: lazyRouteComponent(async () => import('./views/pipeline.tsx'), 'Pipeline'),
});
const execution = createRoute({
  getParentRoute: () => root,
  path: '/executions/$executionId',
  validateSearch: executionSearch,
  component: lazyRouteComponent(async () => import('./views/execution.tsx'), 'Execution'),
});
const log = createRoute({
  getParentRoute: () => root,
  path: '/executions/$executionId/logs/$actionExecutionId',
  validateSearch: (search: Readonly<Record<string, unknown>>): { readonly line?: number } =>
    Number.isInteger(search['line']) ? { line: search['line'] as number } : {},
  component: lazyRouteComponent(async () => import('./views/log.tsx'), 'Log'),
});
const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare/$left/$right',
  validateSearch: (search: Readonly<Record<string, unknown>>): { readonly all?: 1 } =>
    search['all'] === 1 ? { all: 1 } : {},
  component: lazyRouteComponent(async () => import('./views/compare.tsx'), 'Compare'),
});
const approvals = createRoute({
  getParentRoute: () => root,
  path: '/approvals',
  component: lazyRouteComponent(async () => import('./views/approvals.tsx'), 'WaitingApprovals'),
});
const resources = createRoute({
  getParentRoute: () => root,
  path: '/resources',
  validateSearch: (search: Readonly<Record<string, unknown>>): { readonly view?: 'map' } =>
    search['view'] === 'map' ? { view: 'map' } : {},
  component: lazyRouteComponent(async () => import('./views/resources.tsx'), 'Resources'),
});
const valueStreams = createRoute({
  getParentRoute: () => root,
  path: '/value-stream',
  component: lazyRouteComponent(async () => import('./views/value-streams.tsx'), 'ValueStreams'),
});
const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  // A number in the address is read as one.
  validateSearch: ({ q }: Readonly<Record<string, unknown>>): { readonly q?: string } =>
    typeof q === 'string' || typeof q === 'number' ? { q: String(q) } : {},
  component: lazyRouteComponent(async () => import('./views/search.tsx'), 'Search'),
});
const docs = createRoute({
  getParentRoute: () => root,
  path: '/docs',
  component: lazyRouteComponent(async () => import('./views/docs.tsx'), 'Docs'),
});
const docPage = createRoute({
  getParentRoute: () => root,
  path: '/docs/$page',
  component: lazyRouteComponent(async () => import('./views/docs.tsx'), 'Docs'),
});
const tests = createRoute({
  getParentRoute: () => root,
  path: '/tests',
  component: lazyRouteComponent(async () => import('./views/tests.tsx'), 'Tests'),
});
const report = createRoute({
  getParentRoute: () => root,
  path: '/tests/$reportGroup',
  validateSearch: ({ file }: Readonly<Record<string, unknown>>): { readonly file?: string } =>
    typeof file === 'string' ? { file } : {},
  component: lazyRouteComponent(async () => import('./views/report.tsx'), 'ReportGroup'),
});
const costs = createRoute({
  getParentRoute: () => root,
  path: '/costs',
  component: lazyRouteComponent(async () => import('./views/costs.tsx'), 'Costs'),
});
const events = createRoute({
  getParentRoute: () => root,
  path: '/events',
  component: lazyRouteComponent(async () => import('./views/events.tsx'), 'Events'),
});
const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  component: lazyRouteComponent(async () => import('./views/audit.tsx'), 'Audit'),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(async () => import('./views/settings.tsx'), 'Settings'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    pipeline,
    execution,
    log,
    compare,
    approvals,
    resources,
    valueStreams,
    search,
    docs,
    docPage,
    tests,
    report,
    costs,
    events,
    audit,
    settings,
  ]),
  scrollRestoration: false,
});
router.subscribe('onResolved', ({ pathChanged }) => {
  if (pathChanged) reloadOutdated();
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
