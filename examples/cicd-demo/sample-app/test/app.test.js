'use strict';
const { handle, page } = require('../src/app');

const version = { version: '1.2.3', commit: 'abc1234', build: '7' };

describe('the routes', () => {
  test('the page names the version, the commit and the build', () => {
    const { status, type, body } = handle({ url: '/' }, version);
    expect(status).toBe(200);
    expect(type).toMatch('text/html');
    for (const text of Object.values(version)) expect(body).toContain(text);
  });

  test('/version gives the same as JSON', () => {
    expect(JSON.parse(handle({ url: '/version' }, version).body)).toEqual(version);
  });

  test.each(['/admin', '//', '/..%2fpackage.json'])('%s is not found', (url) => {
    expect(handle({ url }, version).status).toBe(404);
  });

  test('a version with markup in it is shown, not interpreted', () => {
    expect(page({ ...version, version: '<script>' })).not.toContain('<script>');
  });
});
