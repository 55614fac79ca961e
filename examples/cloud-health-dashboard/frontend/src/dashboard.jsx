import { useEffect, useState } from 'react';
import { readHistory, readTargets } from './api.js';
import { HealthChart } from './health-chart.jsx';

const everyMs = 2000;

/** What is watched, with its history; asked again for as long as it is shown. */
function useHealth(token, onRefused) {
  const [state, setState] = useState({ targets: [], error: '' });
  useEffect(() => {
    let timer;
    let isShown = true;
    const look = async () => {
      try {
        const targets = await readTargets(token);
        const histories = await Promise.all(targets.map(({ name }) => readHistory(token, name)));
        if (isShown)
          setState({
            targets: targets.map((target, at) => ({ ...target, history: histories[at] })),
            error: '',
          });
      } catch (refusal) {
        if (refusal.status === 401) onRefused();
        else if (isShown) setState((before) => ({ ...before, error: refusal.message }));
      }
      if (isShown) timer = setTimeout(look, everyMs);
    };
    look();
    return () => {
      isShown = false;
      clearTimeout(timer);
    };
  }, [token, onRefused]);
  return state;
}

export function Dashboard({ token, onRefused }) {
  const { targets, error } = useHealth(token, onRefused);
  return (
    <>
      {error && <p role="alert">{error}</p>}
      {targets.length === 0 && <p>Nothing is watched yet.</p>}
      {targets.map((target) => (
        <section key={target.name} className="card" aria-label={target.name}>
          <h2>
            {target.name} <span className={target.status}>{target.status}</span>
          </h2>
          <p>
            <a href={target.url}>{target.url}</a> {target.detail}
            {target.availability === null ? '' : `, available ${target.availability} %`}
          </p>
          <HealthChart name={target.name} history={target.history} />
        </section>
      ))}
    </>
  );
}
