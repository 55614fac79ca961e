// The lists that status and the HTTP interface gave before there were kinds of targets: readers of them find what they had.
import { expect, test } from 'vitest';
import { earlierLists } from '../../src/targets/earlier-lists.ts';
import type { AnyTargetView } from '../../src/targets/kinds.ts';

const counters = {
  requests: 1,
  status2xx: 1,
  status3xx: 0,
  status4xx: 0,
  status5xx: 0,
  connectionErrors: 0,
  latencyMs: 3,
};

const views: readonly AnyTargetView[] = [
  {
    kind: 'fleet',
    name: 'web',
    isolation: 'process',
    url: 'http://127.0.0.1:20001',
    hosts: [
      { instanceId: 'i-a', url: 'http://127.0.0.1:20002', isRunning: true, health: 'healthy', counters },
    ],
  },
  { kind: 'environment', name: 'shop-prod', applicationName: 'shop', isolation: 'namespace', hosts: [] },
  {
    kind: 'service',
    name: 'api',
    cluster: 'shop',
    desiredCount: 2,
    url: 'http://127.0.0.1:20003',
    deployments: [],
    tasks: [
      {
        taskId: 't1',
        deploymentId: 'd',
        taskDefinition: 'api:3',
        isRunning: true,
        health: 'healthy',
        counters,
      },
      { taskId: 't2', deploymentId: 'd', taskDefinition: 'api:3' },
    ],
  },
  {
    kind: 'site',
    name: 'pages',
    url: 'http://127.0.0.1:20004',
    objects: 3,
    distributions: [{ name: 'cdn' }],
  },
  { kind: 'registry', name: 'registry', address: '127.0.0.1:20005', servedBy: 'registry:2' },
  { kind: 'fleet', name: 'broken', damaged: '/state/targets/broken/fleet.json' },
];

test('fleets have environments and services among them, a service with its tasks in place of hosts', () => {
  expect(earlierLists(views)).toEqual({
    fleets: [
      {
        fleetName: 'web',
        isolation: 'process',
        url: 'http://127.0.0.1:20001',
        hosts: [
          { instanceId: 'i-a', url: 'http://127.0.0.1:20002', isRunning: true, health: 'healthy', counters },
        ],
      },
      { fleetName: 'shop-prod', isolation: 'namespace', hosts: [] },
      {
        fleetName: 'api',
        isolation: 'container',
        url: 'http://127.0.0.1:20003',
        hosts: [
          { instanceId: 't1', isRunning: true, health: 'healthy', counters },
          { instanceId: 't2', isRunning: false },
        ],
      },
    ],
    sites: [{ bucket: 'pages', url: 'http://127.0.0.1:20004', objects: 3, distributions: [{ name: 'cdn' }] }],
    registry: { address: '127.0.0.1:20005', servedBy: 'registry:2' },
  });
});

test('a target of a kind that came later is in none of them', () => {
  expect(earlierLists([{ kind: 'queue', name: 'orders' }])).toEqual({
    fleets: [],
    sites: [],
    registry: undefined,
  });
});
