import { expect, test } from 'vitest';
import { isRedis, mysqlImage, postgresVersion } from '../../src/model/service-image.ts';

test.each([
  ['redis', true],
  ['docker.io/library/redis:7-alpine', true],
  ['localhost:5000/valkey', true],
  ['bitnami/redis:7', false],
  ['redis/redis-stack', false],
])('whether %s is Redis is %s', (image, expected) => {
  expect(isRedis(image)).toBe(expected);
});

test.each([
  ['mysql:8.0', { product: 'MySQL', version: '8.0' }],
  ['mysql', { product: 'MySQL', version: '' }],
  ['public.ecr.aws/docker/library/mariadb:10.11-jammy', { product: 'MariaDB', version: '10.11' }],
  ['mariadb:lts', { product: 'MariaDB', version: '' }],
  ['bitnami/mysql:8.0', undefined],
  ['bitnamilegacy/mariadb', undefined],
  ['postgres:16', undefined],
])('the database of %s is known', (image, expected) => {
  expect(mysqlImage(image)).toEqual(expected);
});

test.each([
  ['postgres:16-alpine', '16'],
  ['postgres@sha256:aa', ''],
  ['postgis/postgis:16', undefined],
  ['bitnami/postgresql:16', undefined],
])('the version of PostgreSQL in %s is %s', (image, expected) => {
  expect(postgresVersion(image)).toBe(expected);
});
