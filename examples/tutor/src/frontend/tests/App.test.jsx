// The components, over answers of the API that are written here.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { App } from '../src/App.jsx';

let answers;
const asked = [];

beforeEach(() => {
  asked.length = 0;
  answers = {
    'POST /login': [401, { message: 'Address or password is wrong' }],
    'POST /register': [200, { token: 'a-token' }],
    'GET /topics': [200, { topics: [{ topic: 'biology', questions: 1 }] }],
    'GET /progress': [200, { topics: [{ topic: 'biology', answered: 2, right: 1 }] }],
    'POST /sessions': [
      200,
      { session: 3, questions: [{ id: 7, kind: 'choice', prompt: 'Which?', choices: ['this', 'that'] }] },
    ],
    'POST /sessions/3/answers': [200, { isRight: true, score: 1 }],
    'POST /questions': [400, { message: 'Line 1: the kind is one of choice, text' }],
  };
  globalThis.fetch = async (address, { method, headers, body }) => {
    const path = new URL(address).pathname;
    asked.push({ key: `${method} ${path}`, token: headers.authorization, body: body && JSON.parse(body) });
    const [status, answer] = answers[`${method} ${path}`];
    return new Response(JSON.stringify(answer), { status });
  };
});
afterEach(cleanup);

async function enter() {
  render(<App />);
  fireEvent.click(screen.getByText('Register'));
  await screen.findByText('Log out');
}

test('a login that is refused says why, and stays at the form', async () => {
  render(<App />);
  fireEvent.change(screen.getByLabelText('Mail address'), { target: { value: 'ada@example.com' } });
  fireEvent.click(screen.getByText('Log in'));
  await screen.findByText('Address or password is wrong');
  expect(asked[0].body.email).toBe('ada@example.com');
  expect(screen.queryByText('Log out')).toBeNull();
});

test('a question shows its choices and the result of an answer, with the token of the learner', async () => {
  await enter();
  fireEvent.click(await screen.findByText('biology (1)'));
  fireEvent.click(await screen.findByText('that'));
  await screen.findByText('Right, score 1');
  const answer = asked.find(({ key }) => key === 'POST /sessions/3/answers');
  expect(answer).toMatchObject({ token: 'Bearer a-token', body: { question: 7, answer: 'that' } });
});

test('progress is shown topic by topic', async () => {
  await enter();
  await screen.findByText('biology: 1 of 2 right');
});

test('an upload that is refused says which line is wrong', async () => {
  await enter();
  fireEvent.change(screen.getByLabelText('Questions'), { target: { value: 'a;song;La?;la' } });
  fireEvent.click(screen.getByText('Upload', { selector: 'button' }));
  await screen.findByText(/Line 1/);
});
