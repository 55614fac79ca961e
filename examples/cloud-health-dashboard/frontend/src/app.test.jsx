import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { App } from './app.jsx';
import { HealthChart } from './health-chart.jsx';

const history = [
  { at: 1, healthy: true, latencyMs: 2 },
  { at: 2, healthy: false, latencyMs: 4 },
];
const targets = [
  {
    name: 'api',
    url: 'http://api.example',
    status: 'healthy',
    detail: 'HTTP 200',
    availability: 50,
    latencyMs: 2,
  },
];

/** A backend that knows one password. */
function backend({ isExpired = false } = {}) {
  return vi.fn(async (url, { body, headers = {} } = {}) => {
    const answer = (status, content) => ({ ok: status < 400, status, json: async () => content });
    if (url.endsWith('/login'))
      return JSON.parse(body).password === 'right'
        ? answer(200, { token: 't' })
        : answer(401, { detail: 'It is wrong' });
    if (isExpired || headers.authorization !== 'Bearer t') return answer(401, { detail: 'Sign in first' });
    return answer(200, url.endsWith('/history') ? history : targets);
  });
}

afterEach(() => {
  cleanup();
  sessionStorage.clear();
  vi.unstubAllGlobals();
});

function signIn(password) {
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: password } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

test('a wrong password is told, the right one shows what is watched with its chart', async () => {
  vi.stubGlobal('fetch', backend());
  render(<App />);
  signIn('wrong');
  await screen.findByText('It is wrong');
  signIn('right');
  await screen.findByRole('img', { name: 'Latency of api' });
  expect(screen.getByText('healthy')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  await screen.findByLabelText('Password');
});

test('a token that has expired leads back to signing in', async () => {
  vi.stubGlobal('fetch', backend({ isExpired: true }));
  sessionStorage.setItem('cloud-health-token', 'old');
  render(<App />);
  expect(await screen.findByLabelText('Password')).toBeTruthy();
});

test('an API that cannot be reached is told', async () => {
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => Promise.reject(new Error('Failed to fetch'))),
  );
  sessionStorage.setItem('cloud-health-token', 't');
  render(<App />);
  expect(await screen.findByText('Failed to fetch')).toBeTruthy();
});

test('a chart marks the checks that failed, and waits for the second', () => {
  const { container, rerender } = render(<HealthChart name="api" history={history} />);
  expect(container.querySelectorAll('line')).toHaveLength(1);
  rerender(<HealthChart name="api" history={history.slice(0, 1)} />);
  expect(screen.getByText('The history begins.')).toBeTruthy();
});
