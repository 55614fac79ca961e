import { useEffect, useState } from 'react';
import { call } from './api.js';

const services = [
  ['analytics-service', 'Analytics'],
  ['market-intelligence', 'Market intelligence'],
  ['demand-insights', 'Demand insights'],
  ['compliance-guardian', 'Compliance guardian'],
  ['retail-copilot', 'Retail copilot'],
  ['global-market-pulse', 'Global market pulse'],
];

export function Services({ token }) {
  return (
    <section className="services">
      {services.map(([name, title]) => (
        <Service key={name} name={name} title={title} token={token} />
      ))}
    </section>
  );
}

function Service({ name, title, token }) {
  const [answer, setAnswer] = useState({ state: 'loading' });
  useEffect(() => {
    let isGone = false;
    call('GET', `${name}/summary`, { token }).then(
      (summary) => isGone || setAnswer({ state: 'answered', summary }),
      (error) => isGone || setAnswer({ state: 'failed', message: error.message }),
    );
    return () => {
      isGone = true;
    };
  }, [name, token]);

  return (
    <article data-service={name} data-state={answer.state}>
      <h2>{title}</h2>
      {answer.state === 'loading' && <p>Asking …</p>}
      {answer.state === 'failed' && <p role="alert">{answer.message}</p>}
      {answer.state === 'answered' && (
        <dl>
          {Object.entries(answer.summary).map(([key, value]) => (
            <div key={key}>
              <dt>{key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}</dt>
              <dd>{Array.isArray(value) ? value.join('; ') : value}</dd>
            </div>
          ))}
        </dl>
      )}
    </article>
  );
}
