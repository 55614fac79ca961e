/** What the server answers to a path. */
export function answer(path) {
  return path === '/health' ? { status: 200, text: 'ok' } : { status: 200, text: 'Hello from {{name}}' };
}
