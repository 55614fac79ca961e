import { useEffect, useState } from 'react';
import { call } from './api.js';

export function App() {
  const [token, setToken] = useState();
  return (
    <>
      <h1>Know-It-All Tutor</h1>
      {token === undefined ? (
        <SignIn onToken={setToken} />
      ) : (
        <Learner token={token} onLeave={() => setToken(undefined)} />
      )}
    </>
  );
}

function SignIn({ onToken }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [message, setMessage] = useState('');
  const send = (path) => () =>
    call('POST', path, { body: { email, password } }).then(
      ({ token }) => onToken(token),
      (error) => setMessage(error.message),
    );
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <label>
        Mail address <input type="email" value={email} onChange={(event) => setEmail(event.target.value)} />
      </label>
      <label>
        Password{' '}
        <input type="password" value={password} onChange={(event) => setPassword(event.target.value)} />
      </label>
      <button onClick={send('/register')}>Register</button>
      <button onClick={send('/login')}>Log in</button>
      <p role="alert">{message}</p>
    </form>
  );
}

function Learner({ token, onLeave }) {
  const [topics, setTopics] = useState([]);
  const [quiz, setQuiz] = useState();
  const [version, setVersion] = useState(0);
  const changed = () => setVersion((each) => each + 1);
  useEffect(() => void call('GET', '/topics').then((answer) => setTopics(answer.topics)), [version]);
  const begin = (topic) => () => call('POST', '/sessions', { token, body: { topic } }).then(setQuiz);
  return (
    <>
      <button onClick={onLeave}>Log out</button>
      <h2>Topics</h2>
      {topics.map(({ topic, questions }) => (
        <button key={topic} onClick={begin(topic)}>
          {topic} ({questions})
        </button>
      ))}
      {quiz === undefined ? null : <Quiz key={quiz.session} quiz={quiz} token={token} onAnswer={changed} />}
      <Progress token={token} version={version} />
      <Upload token={token} onAdded={changed} />
    </>
  );
}

function Quiz({ quiz, token, onAnswer }) {
  return (
    <section aria-label="Quiz">
      {quiz.questions.map((question) => (
        <Question
          key={question.id}
          question={question}
          session={quiz.session}
          token={token}
          onAnswer={onAnswer}
        />
      ))}
    </section>
  );
}

function Question({ question, session, token, onAnswer }) {
  const [text, setText] = useState('');
  const [result, setResult] = useState();
  const send = (answer) =>
    call('POST', `/sessions/${session}/answers`, { token, body: { question: question.id, answer } }).then(
      (given) => {
        setResult(given);
        onAnswer();
      },
    );
  return (
    <fieldset>
      <legend>{question.prompt}</legend>
      {question.kind === 'choice' ? (
        question.choices.map((choice) => (
          <button key={choice} onClick={() => send(choice)}>
            {choice}
          </button>
        ))
      ) : (
        <>
          <textarea
            aria-label={question.prompt}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <button onClick={() => send(text)}>Answer</button>
        </>
      )}
      {result === undefined ? null : (
        <p data-right={result.isRight}>
          {result.isRight ? 'Right' : 'Wrong'}, score {result.score}
        </p>
      )}
    </fieldset>
  );
}

function Progress({ token, version }) {
  const [topics, setTopics] = useState([]);
  useEffect(
    () => void call('GET', '/progress', { token }).then((answer) => setTopics(answer.topics)),
    [token, version],
  );
  return (
    <section aria-label="Progress">
      <h2>Progress</h2>
      {topics.map(({ topic, answered, right }) => (
        <p key={topic}>
          {topic}: {right} of {answered} right
        </p>
      ))}
    </section>
  );
}

function Upload({ token, onAdded }) {
  const [text, setText] = useState('');
  const [message, setMessage] = useState('');
  const send = () =>
    call('POST', '/questions', { token, body: { text } }).then(
      ({ added }) => {
        setMessage(`${added} questions added`);
        onAdded();
      },
      (error) => setMessage(error.message),
    );
  return (
    <section aria-label="Upload">
      <h2>Upload</h2>
      <textarea aria-label="Questions" value={text} onChange={(event) => setText(event.target.value)} />
      <button onClick={send}>Upload</button>
      <p>{message}</p>
    </section>
  );
}
